"""What is to come: public tests by their rules, drills by their dates; also for other calendars."""
