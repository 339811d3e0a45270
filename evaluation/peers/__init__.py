"""Others beside us: dateparser and Duckling on times, a word list and spaCy on triggers, textacy on quotes."""
