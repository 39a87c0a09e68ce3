"""What makes a folder from which smcheck is installed without the internet."""
