#!/usr/bin/env node
process.stderr.write("leitai: no command yet\n")
