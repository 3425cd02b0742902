"""For the public: hear the signals, see them, tell them apart; on a page and in the terminal."""
