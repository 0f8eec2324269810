"""Chinese as written: cleaning, numerals, dates, pinyin."""
