import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FEELINGS } from '../../Elysia.Daemon/Page/feelings.js';
import { WORDS, pickLanguage, translator } from '../../Elysia.Daemon/Page/i18n.js';
import { FIELDS } from '../../Elysia.Daemon/Client/fields.js';

test('WORDS_every language_has the same keys, no empty word and the same blanks', () => {
  const keys = Object.keys(WORDS.en).sort();
  const blanks = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const words of Object.values(WORDS)) {
    assert.deepEqual(Object.keys(words).sort(), keys);
    for (const key of keys) {
      assert.ok(words[key].trim(), key);
      assert.deepEqual(blanks(words[key]), blanks(WORDS.en[key]), key);
    }
  }
});

test('WORDS_everything the page names_is there', () => {
  const html = readFileSync(new URL('../../Elysia.Daemon/Page/index.html', import.meta.url), 'utf8');
  const named = [...html.matchAll(/data-i18n-\w+="(\w+)"/g)].map((match) => match[1]);
  const spirits = FIELDS.slice(5);
  for (const key of [...named, ...Object.keys(FEELINGS), ...spirits, ...spirits.map((name) => `${name}Means`)]) {
    assert.ok(WORDS.en[key], key);
  }
});

test('pickLanguage_takes the first that we speak', () => {
  assert.equal(pickLanguage(['ko-KR', 'en']), 'ko');
  assert.equal(pickLanguage(['fr', 'EN-gb', 'ko']), 'en');
  assert.equal(pickLanguage([null, 'fr', 'constructor']), 'en');
  assert.equal(pickLanguage([]), 'en');
});

test('translator_fills a blank with text as it is', () => {
  assert.ok(translator('en')('error', { message: '<b>$& {message}</b>' }).includes('<b>$& {message}</b>'));
});

test('feelings_are those of the protocol', () => {
  assert.deepEqual(Object.keys(FEELINGS), ['neutral', 'calm', 'hopeful', 'focused', 'introspective', 'empty']);
});
