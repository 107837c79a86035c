"""What goes wrong, as often as asked: twenty times in the tests, 200 in `script/bench --faults`."""
