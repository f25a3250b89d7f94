#!/bin/sh
# Builds the contents of every package: out/publish/elysia, and SQLite next to it.
set -eu
cd "$(dirname "$0")/.."
rm -rf out/publish
dotnet publish Elysia.Daemon -p:PublishProfile=package -c Release -o out/publish -v quiet --nologo
