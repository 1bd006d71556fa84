"""Eight weeks of one job search, played by the real daemon against the sandbox."""
