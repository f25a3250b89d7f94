#!/bin/sh
# Prints the version. Directory.Build.props is the only place that defines it.
set -eu
sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$(dirname "$0")/../Directory.Build.props"
