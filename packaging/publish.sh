#!/bin/sh
# Builds out/publish/elysia, the one file that every package carries.
set -eu
cd "$(dirname "$0")/.."
rm -rf out/publish
dotnet publish Elysia.Daemon -p:PublishProfile=package -c Release -o out/publish -v quiet --nologo
