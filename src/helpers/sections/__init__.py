"""One module for each notebook: it draws, tabulates and says what that section has to show."""
