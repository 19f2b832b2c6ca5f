"""Checks of a built edition with a browser, the HTML checker and the PDF/UA validator."""
