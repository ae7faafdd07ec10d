import sys

from minka.config.command import main

sys.exit(main(sys.argv[1:]))
