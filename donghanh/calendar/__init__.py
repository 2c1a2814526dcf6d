"""The country's working calendar: the days that decrees move, and the page that shows a year."""
