# Two commands: `make run` starts the daemon with its page, `make test` passes all tests.
.PHONY: run build test test-tools test-system soak sleep compare attack bench publish install deb tarball checksums clean

CONFIGURATION ?= Release
DAEMON = Elysia.Daemon/bin/$(CONFIGURATION)/net10.0/elysia.dll

run: build
	exec dotnet $(DAEMON)

build:
	dotnet build Elysia.slnx -c $(CONFIGURATION) -v quiet --nologo

test: test-tools build
	packaging/test.sh $(CONFIGURATION)

# What the tests need beyond the .NET SDK: node and Chromium. Installed from Debian when we may, named when we may not.
test-tools:
	packaging/test-tools.sh

# The minute of stalls and reconnects that is part of the tests, for an hour, or SOAK_SECONDS.
SOAK_SECONDS ?= 3600
soak: build
	ELYSIA_SOAK_SECONDS=$(SOAK_SECONDS) dotnet test Elysia.Daemon.Tests -c $(CONFIGURATION) --no-build --nologo \
	    --filter FullyQualifiedName~SoakTests --logger "console;verbosity=detailed"

# A viewer that sleeps for 30 s, or SLEEP_SECONDS, while everything moves: what waits for it, and how soon it is shown the present.
SLEEP_SECONDS ?= 30
sleep: build
	ELYSIA_SLEEP_SECONDS=$(SLEEP_SECONDS) dotnet test Elysia.Daemon.Tests -c $(CONFIGURATION) --no-build --nologo \
	    --filter FullyQualifiedName~WakeTests --logger "console;verbosity=detailed"

# Benchmarks: all of them, or one with FILTER='*Diff*'.
FILTER ?= *
bench:
	dotnet run -c Release --project Elysia.Daemon.Bench -- --filter '$(FILTER)'

compare:
	dotnet run -c Release --project Elysia.Daemon.Bench -- compare

# What people install. Version: Directory.Build.props.
publish:
	packaging/publish.sh

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
install: publish
	PREFIX=$(PREFIX) SYSCONFDIR=$(SYSCONFDIR) DESTDIR=$(DESTDIR) packaging/stage.sh

deb: publish
	packaging/deb.sh

tarball: publish
	packaging/tarball.sh

checksums: deb tarball
	packaging/checksums.sh

# Boots a Debian, installs the package and lives through what happens to a service. Needs root and systemd-nspawn.
test-system:
	packaging/system/run.sh

# Attacks a daemon in every way there is, ten honest viewers beside it: a quarter of an hour; writes docs/ATTACKS.md.
# Some of them: make attack ATTACK='--only swarm,pings --streams 0'.
# Compiled ahead as the package is, but not trimmed: a hook tells what the daemon holds.
attack:
	dotnet publish Elysia.Daemon -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true \
		-o out/attack/daemon --artifacts-path out/attack/artifacts -v quiet --nologo
	dotnet run -c Release --project Elysia.Daemon.Bench -- attack --daemon $(CURDIR)/out/attack/daemon/elysia.dll $(ATTACK)

clean:
	git clean -xfdq -e '*.env'
