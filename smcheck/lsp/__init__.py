"""The language server: what smcheck finds, shown in editors while one types. It speaks on stdin, stdout."""
