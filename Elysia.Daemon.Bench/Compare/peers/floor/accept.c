#include "accept.h"
#include <stdint.h>
#include <string.h>

enum { SHA1_BLOCK = 64, SHA1_BYTES = 20, KEY_MAX = 64 };

static uint32_t rotate(uint32_t value, int bits) {
    return value << bits | value >> (32 - bits);
}

static void sha1_block(uint32_t state[5], const uint8_t *block) {
    uint32_t w[80];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
            (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 80; i++) {
        w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 80; i++) {
        uint32_t f, k;
        if (i < 20) f = (b & c) | (~b & d), k = 0x5A827999;
        else if (i < 40) f = b ^ c ^ d, k = 0x6ED9EBA1;
        else if (i < 60) f = (b & c) | (b & d) | (c & d), k = 0x8F1BBCDC;
        else f = b ^ c ^ d, k = 0xCA62C1D6;
        uint32_t next = rotate(a, 5) + f + e + k + w[i];
        e = d, d = c, c = rotate(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

static void sha1(const uint8_t *bytes, size_t length, uint8_t digest[SHA1_BYTES]) {
    uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    uint8_t padded[3 * SHA1_BLOCK] = {0}; // The key and the GUID are 60 bytes, two blocks with the padding.
    memcpy(padded, bytes, length);
    padded[length] = 0x80;
    size_t blocks = (length + 9 + SHA1_BLOCK - 1) / SHA1_BLOCK;
    uint64_t bits = (uint64_t)length * 8;
    for (int i = 0; i < 8; i++) {
        padded[blocks * SHA1_BLOCK - 1 - (size_t)i] = (uint8_t)(bits >> (8 * i));
    }
    for (size_t i = 0; i < blocks; i++) {
        sha1_block(state, padded + i * SHA1_BLOCK);
    }
    for (int i = 0; i < SHA1_BYTES; i++) {
        digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
    }
}

void websocket_accept(const char *key, size_t key_length, char accept[ACCEPT_CHARS + 1]) {
    static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t text[KEY_MAX + sizeof guid], digest[SHA1_BYTES + 1] = {0};
    key_length = key_length > KEY_MAX ? KEY_MAX : key_length;
    memcpy(text, key, key_length);
    memcpy(text + key_length, guid, sizeof guid - 1);
    sha1(text, key_length + sizeof guid - 1, digest);
    for (int i = 0; i < ACCEPT_CHARS; i++) {
        int bit = 6 * i;
        int window = digest[bit / 8] << 8 | (bit / 8 + 1 < SHA1_BYTES ? digest[bit / 8 + 1] : 0);
        accept[i] = alphabet[window >> (10 - bit % 8) & 0x3F];
    }
    accept[ACCEPT_CHARS - 1] = '='; // 20 bytes are 26 2/3 characters.
    accept[ACCEPT_CHARS] = 0;
}
