import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { textToSend } from '../../Elysia.Daemon/Page/chat.js';

const folder = new URL('../../Elysia.Daemon/Page/', import.meta.url);
// The daemon serves all files under one path, whatever folder they are in.
const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const files = paths.map((path) => basename(path));
const read = (name) => readFileSync(paths.find((path) => basename(path) === name), 'utf8');

test('assets_of all folders_have names of their own', () => {
  assert.deepEqual(files.filter((name, i) => files.indexOf(name) !== i), []);
  assert.ok(files.includes('status.html'));
});

test('assets_each is small and of a kind the daemon serves', () => {
  for (const name of files) {
    assert.match(name, /^[a-z0-9]+\.(html|css|js|svg)$/);
    assert.ok(read(name).split('\n').length <= 301, name);
  }
});

test('assets_every import and link_exists, and every module is used', () => {
  // The client is served beside the page, from a folder of its own.
  const pages = ['index.html', 'status.html'], client = 'elysia-client.js';
  const used = new Set(pages);
  for (const name of files) {
    for (const [, target] of read(name).matchAll(/from '\.\/([^']+)'/g)) used.add(target);
  }
  for (const page of pages) {
    for (const [, target] of read(page).matchAll(/(?:href|src)="([^"#]+)"/g)) used.add(target);
  }
  assert.ok(used.delete(client));
  assert.deepEqual([...used].sort(), [...files].sort());
});

test('assets_under the strict policy_carry nothing inline and nothing from elsewhere', () => {
  for (const page of ['index.html', 'status.html']) {
    const html = read(page);
    assert.doesNotMatch(html, /\sstyle=|<style|\son\w+=|javascript:/i);
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) assert.match(tag, /src="[a-z]+\.js"/);
  }
  for (const name of files) {
    const text = read(name).replaceAll('http://www.w3.org/', '');
    assert.doesNotMatch(text, /https?:\/\/|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/, name);
  }
});

test('textToSend_is trimmed, never empty and at most 1000 characters', () => {
  assert.equal(textToSend('  안녕 '), '안녕');
  assert.equal(textToSend(' \n '), null);
  assert.equal(textToSend('x'.repeat(1_200)).length, 1_000);
});
