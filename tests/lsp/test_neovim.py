"""Neovim, with the recipe of the guide: it opens a draft, takes a quick fix and writes the file."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

GUIDE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")
POST = "🎪 Utilise the portal. Ring Sam Hollis on 07700 900123.\nJoin the #bigcommunitylitterpick\n"

SCRIPT = """
local function fail(what) io.stderr:write(what .. "\\n"); vim.cmd("cquit 3") end
local function wait(for_what, condition)
  if not vim.wait(120000, condition, 50) then fail("waited in vain for " .. for_what) end
end
vim.cmd("filetype on")
vim.cmd("edit draft.txt")
wait("diagnostics", function() return #vim.diagnostic.get(0) >= 4 end)
local found = {}
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, { code = one.code, line = one.lnum, column = one.col, severity = one.severity })
end
local client = vim.lsp.get_active_clients()[1]
local params = { textDocument = vim.lsp.util.make_text_document_params(), context = { diagnostics = {} },
  range = { start = { line = 1, character = 12 }, ["end"] = { line = 1, character = 12 } } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 120000)
for _, answer in pairs(answers or fail("no actions")) do
  for _, action in ipairs(answer.result) do
    if action.isPreferred then vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding) end
  end
end
wait("the fix to be seen", function()
  for _, one in ipairs(vim.diagnostic.get(0)) do
    if one.code == "hashtag-case" then return false end
  end
  return true
end)
vim.cmd("write")
io.stdout:write(vim.fn.json_encode(found) .. "\\n")
vim.cmd("qall!")
"""


def snippet(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed (apt-get install neovim)")
def test_neovim_shows_findings_takes_a_fix_and_writes_the_file(council_folder: Path, tmp_path: Path) -> None:
    (council_folder / "draft.txt").write_text(POST, encoding="utf-8")
    bin = tmp_path / "bin"
    bin.mkdir()
    command = bin / "smcheck"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m smcheck "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / "init.lua").write_text(snippet("lua"), encoding="utf-8")
    (tmp_path / "script.lua").write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        ["nvim", "--headless", "-n", "-i", "NONE", "-u", str(tmp_path / "init.lua"), "-c", f"luafile {tmp_path / 'script.lua'}"],
        cwd=council_folder, capture_output=True, encoding="utf-8", check=False, timeout=600,
        env={**os.environ, "PATH": f"{bin}:{os.environ['PATH']}", "PYTHONPATH": str(Path(__file__).parents[2]),
             "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = {one["code"]: one for one in json.loads(done.stdout.strip().splitlines()[-1])}
    assert set(found) == {"jargon", "named-person", "phone", "hashtag-case"}
    assert (found["phone"]["line"], found["phone"]["column"], found["phone"]["severity"]) == (
        0,
        44,
        1,
    )  # in bytes
    mended = POST.replace("#bigcommunitylitterpick", "#BigCommunityLitterPick")
    assert (council_folder / "draft.txt").read_text(encoding="utf-8") == mended


def test_the_other_recipes_are_what_they_say() -> None:
    helix = tomllib.loads(snippet("toml"))
    assert helix["language-server"]["smcheck"] == {"command": "smcheck", "args": ["lsp"]}
    assert {each["language-servers"][0] for each in helix["language"]} == {"smcheck"}
    assert json.loads(snippet("json"))["servers"]["smcheck"]["command"] == ["smcheck", "lsp"]
