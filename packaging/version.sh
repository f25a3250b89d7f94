#!/bin/sh
# Prints the version. It stands in Directory.Build.props and nowhere else.
set -eu
sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$(dirname "$0")/../Directory.Build.props"
