# TicketDeck. `make` alone shows what there is.

CONFIGURATION ?= debug
PREFIX ?= $(HOME)/.local
# Options for the program that `make run` and `make serve` start, and for `swift test`.
ARGS ?=

SOURCES = Sources Tests Package.swift
PROGRAMS = ticketdeck ticket-svc ticket-api
BINARIES = $(shell swift build -c $(CONFIGURATION) --show-bin-path)

.DEFAULT_GOAL = help
.PHONY: help deps deps-test build run serve demo cluster-up cluster-down api api-fuzz dev test soak check format layers snapshots bench coverage load-test docker-build docker-run docker-up docker-down install uninstall clean

# How often and how long `make bench` measures each load.
ROUNDS ?= 3
SECONDS ?= 1.5

COMPOSE = docker compose -f Sources/Cluster/Deployment/compose.yaml

# What checks has a build folder of its own, so that nothing else is built anew because of it.
CHECKED = .build/checked
check layers: export WARNINGS_AS_ERRORS = 1

help: ## show this list
	@echo "usage: make TARGET [CONFIGURATION=debug|release] [ARGS='options'] [PREFIX=folder]"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

deps: ## install what is missing here (asks for root only then)
	@Tests/Checks/dependencies

deps-test: deps ## fetch the newest nats-server for the tests, and curl and wrk
	@Tests/Checks/dependencies tests
	@Tests/Checks/newest-server

build: deps ## build the programs
	@swift build -c $(CONFIGURATION)

run: deps ## build and start the dashboard
	@swift build -c $(CONFIGURATION) --product ticketdeck
	@exec "$(BINARIES)/ticketdeck" $(ARGS)

serve: deps ## build and start the headless service
	@swift build -c $(CONFIGURATION) --product ticket-svc
	@exec "$(BINARIES)/ticket-svc" $(ARGS)

api: deps ## build and start the HTTP door
	@swift build -c $(CONFIGURATION) --product ticket-api
	@exec "$(BINARIES)/ticket-api" $(ARGS)

api-fuzz: deps-test ## ask the HTTP door whatever its description allows and forbids (schemathesis, in .build)
	@Tests/Checks/api-fuzz $(ARGS)

demo: deps ## build and start the demo: a cluster, two services, tickets, activity, the dashboard
	@swift build -c $(CONFIGURATION) --product ticketdeck
	@swift build -c $(CONFIGURATION) --product ticket-svc
	@exec "$(BINARIES)/ticketdeck" demo $(ARGS)

cluster-up: deps ## start the local cluster nats-motadata, e.g. ARGS='--nodes 5'
	@swift build -c $(CONFIGURATION) --product ticketdeck
	@"$(BINARIES)/ticketdeck" cluster up $(ARGS)

cluster-down: ## stop the local cluster; its data stay (ARGS=--wipe removes them)
	@swift build -c $(CONFIGURATION) --product ticketdeck
	@"$(BINARIES)/ticketdeck" cluster down $(ARGS)

dev: deps ## run the headless service, built and started anew when a source file changes
	@Tests/Checks/develop $(ARGS)

# The fault tests take all that the machine has, so nothing runs beside them.
test: deps-test ## run all tests
	@swift test --skip FaultTests $(ARGS)
	@swift test --skip-build --filter FaultTests

soak: deps-test ## kill servers and services for ten minutes while many write, and check everything
	@FAULT_SECONDS=$${FAULT_SECONDS:-300} swift test --filter FaultTests $(ARGS)

check: deps ## format, warnings and layers
	@swift format lint --strict --parallel --recursive $(SOURCES)
	@swift build --scratch-path $(CHECKED) --build-tests
	@Tests/Checks/layers $(CHECKED)

format: ## format the sources in place
	@swift format --in-place --parallel --recursive $(SOURCES)

layers: deps ## prove that every module imports only what it may
	@Tests/Checks/layers $(CHECKED)

snapshots: deps ## record the screens that the tests compare with
	@RECORD_SNAPSHOTS=1 swift test --filter Dashboard $(ARGS)

bench: deps ## measure against bare programs (ROUNDS=3, SECONDS=1.5 each; HTTP with wrk, which deps-test installs)
	@ROUNDS=$(ROUNDS) SECONDS_EACH=$(SECONDS) Tests/Benchmarks/run

coverage: deps-test ## run all tests and print the covered lines by module
	@Tests/Checks/coverage $(ARGS)

load-test: deps ## load a release build of the service, e.g. ARGS='--duration 10s --mix write'
	@swift build -c release --product ticketdeck
	@swift build -c release --product ticket-svc
	@Tests/Checks/load-test "$$(swift build -c release --show-bin-path)" $(ARGS)

install: deps ## install the programs to PREFIX/bin
	@for program in $(PROGRAMS); do \
	    swift build -c release --static-swift-stdlib --product $$program || exit 1; \
	done
	@mkdir -p "$(DESTDIR)$(PREFIX)/bin"
	@bin=$$(swift build -c release --static-swift-stdlib --show-bin-path) && for program in $(PROGRAMS); do \
	    install -m 755 "$$bin/$$program" "$(DESTDIR)$(PREFIX)/bin/$$program" || exit 1; \
	    echo "installed $(DESTDIR)$(PREFIX)/bin/$$program"; \
	done

docker-build: ## build the images ticket-svc and ticket-api
	@for program in ticket-svc ticket-api; do \
	    docker build -f Sources/$$program/Deployment/Dockerfile -t $$program . || exit 1; \
	done

docker-run: ## run the service's image on the host's network (NATS_URL=nats://127.0.0.1:4222)
	@docker run --rm --init --read-only --cap-drop ALL --network host -e NATS_URL ticket-svc $(ARGS)

docker-up: ## start the cluster, the services and the HTTP door in containers (ARGS='--scale ticket-svc=3')
	@$(COMPOSE) up --build --detach --wait $(ARGS)

docker-down: ## stop those containers; their data stay (ARGS=--volumes removes them)
	@$(COMPOSE) down $(ARGS)

uninstall: ## remove the installed programs
	@for program in $(PROGRAMS); do rm -f "$(DESTDIR)$(PREFIX)/bin/$$program"; done

clean: ## remove what was built
	@rm -rf .build
