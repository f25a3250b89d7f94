# `make` lists the targets: every line "target: ... ## what it does" below.
.DEFAULT_GOAL := help
.PHONY: help run test build check format docs screenshot test-tools test-system soak sleep bench compare attack \
    pairs publish install deb tarball checksums clean

CONFIGURATION ?= Release
DAEMON = Elysia.Daemon/bin/$(CONFIGURATION)/net10.0/elysia.dll

help: ## list the targets
	@echo "Usage: make TARGET"
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  \1\t\2/p' Makefile | expand -t 16

run: ## build the daemon and run it; open http://127.0.0.1:8765/
	@packaging/run.sh $(CONFIGURATION)

# The suites are the folders of Elysia.Daemon.Tests, `page` (node) and `system` (a booted Debian).
test: ## run all tests, or one suite: make test SUITE=fanout
	@packaging/test.sh $(CONFIGURATION) $(SUITE)

build: ## build the daemon, the tests and the benchmarks
	dotnet build Elysia.slnx -c $(CONFIGURATION) -v quiet --nologo

check: ## check the format of C# and the shell scripts, as CI does
	@packaging/check.sh

format: ## correct the format of C#
	dotnet format whitespace . --folder

docs: ## write docs/CONFIGURATION.md from the option table
	dotnet build Elysia.Daemon -c $(CONFIGURATION) -v quiet --nologo
	dotnet $(DAEMON) help options --markdown >docs/CONFIGURATION.md

screenshot: build ## take the picture of the README, docs/images/elysia.png
	mkdir -p docs/images
	ELYSIA_SCREENSHOT=$(CURDIR)/docs/images/elysia.png dotnet test Elysia.Daemon.Tests -c $(CONFIGURATION) --no-build --nologo \
	    --filter Name=Picture_OfTheReadme_ShowsHerSmilingInAConversation

test-tools: ## install what the tests need (as root on Debian), or name it
	packaging/test-tools.sh

test-system: ## boot a Debian and install and operate the package on it; needs root
	packaging/test-tools.sh system
	packaging/system/run.sh

# The minute of stalls and reconnects that is part of the tests, for an hour, or SOAK_SECONDS.
SOAK_SECONDS ?= 3600
soak: build ## stalls and reconnects for an hour, or SOAK_SECONDS
	ELYSIA_SOAK_SECONDS=$(SOAK_SECONDS) dotnet test Elysia.Daemon.Tests -c $(CONFIGURATION) --no-build --nologo \
	    --filter FullyQualifiedName~SoakTests --logger "console;verbosity=detailed"

# A viewer that reads nothing for 30 s, or SLEEP_SECONDS, while everything moves: how much is queued for it, and how soon it is
# shown the present.
SLEEP_SECONDS ?= 30
sleep: build ## a viewer that reads nothing for 30 s, or SLEEP_SECONDS
	ELYSIA_SLEEP_SECONDS=$(SLEEP_SECONDS) dotnet test Elysia.Daemon.Tests -c $(CONFIGURATION) --no-build --nologo \
	    --filter FullyQualifiedName~WakeTests --logger "console;verbosity=detailed"

FILTER ?= *
bench: ## run the benchmarks, or some: make bench FILTER='*Diff*'
	dotnet run -c Release --project Elysia.Daemon.Bench -- --filter '$(FILTER)'

compare: ## compare the daemon with other servers; a quarter of an hour
	dotnet run -c Release --project Elysia.Daemon.Bench -- compare

# Attacks a daemon in every known way, with ten honest viewers beside it. Some attacks:
# make attack ATTACK='--only swarm,pings --streams 0'.
# Compiled ahead of time as the package is, but not trimmed, because a hook reports what the daemon holds.
AHEAD_OF_TIME = -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -v quiet --nologo
attack: ## attack a daemon and write docs/ATTACKS.md; a quarter of an hour
	dotnet publish Elysia.Daemon $(AHEAD_OF_TIME) -o out/attack/daemon --artifacts-path out/attack/artifacts
	dotnet run -c Release --project Elysia.Daemon.Bench -- attack --daemon $(CURDIR)/out/attack/daemon/elysia.dll $(ATTACK)

# Builds this tree and BASE, a revision, and measures both in turns. A short run: make pairs PAIRS='--pairs 6 --only start'.
# The other tree is taken away before anything is measured; one that an interrupted build left behind goes first.
BASE ?= $$(git describe --tags --abbrev=0 2>/dev/null || echo HEAD~1)
PAIRED = out/pairs
pairs: ## compare start and frame cost with BASE (last tag or HEAD~1)
	git worktree remove --force $(PAIRED)/tree 2>/dev/null || rm -rf $(PAIRED)/tree
	git worktree add --force --detach $(PAIRED)/tree "$(BASE)"
	dotnet publish $(PAIRED)/tree/Elysia.Daemon $(AHEAD_OF_TIME) -o $(PAIRED)/base --artifacts-path $(PAIRED)/base-artifacts
	git worktree remove --force $(PAIRED)/tree
	dotnet publish Elysia.Daemon $(AHEAD_OF_TIME) -o $(PAIRED)/candidate --artifacts-path $(PAIRED)/artifacts
	dotnet run -c Release --project Elysia.Daemon.Bench -- pairs --base $(CURDIR)/$(PAIRED)/base/elysia.dll \
		--candidate $(CURDIR)/$(PAIRED)/candidate/elysia.dll $(PAIRS)

# What people install. Version: Directory.Build.props.
publish: ## build the binary that needs no .NET, in out/publish
	packaging/publish.sh

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
install: publish ## install below PREFIX (/usr/local)
	PREFIX=$(PREFIX) SYSCONFDIR=$(SYSCONFDIR) DESTDIR=$(DESTDIR) packaging/stage.sh

deb: publish ## build the Debian package, in out
	packaging/deb.sh

tarball: publish ## build the archive for other systems, in out
	packaging/tarball.sh

checksums: deb tarball ## build both and their checksums
	packaging/checksums.sh

clean: ## delete everything that is not in git, except *.env
	git clean -xfdq -e '*.env'
