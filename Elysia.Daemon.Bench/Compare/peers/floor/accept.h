// The only computation that a WebSocket handshake needs: base64(SHA-1(key + GUID)), RFC 6455 section 4.2.2.
#pragma once
#include <stddef.h>

enum { ACCEPT_CHARS = 28 };

// `key` is the client's key; `accept` has space for ACCEPT_CHARS and a NUL.
void websocket_accept(const char *key, size_t key_length, char accept[ACCEPT_CHARS + 1]);
