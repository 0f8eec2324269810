"""What the pages for people show: functions of an archive and plain values, one file a kind of page."""
