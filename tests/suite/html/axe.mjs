// Opens every page of a folder in headless Chromium and reports, as JSON, what axe finds wrong and
// what overflows a window as narrow as a phone, or a desktop at 400 %.
//
// node axe.mjs MODULES CHROMIUM PAGE…   (MODULES holds axe-core and playwright-core)

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [modules, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(modules, 'node_modules', 'x')));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
const browser = await chromium.launch({ executablePath, headless: true, args });
const found = [];

// Every look of a page that readers may have chosen.
const moods = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
];

// What sticks out of the window and does not scroll in a region of its own.
const overflow = () => {
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide <= 0) return [];
  const out = [...document.querySelectorAll('body *')].filter(
    (one) => !one.closest('.scroll, .unseen') && one.getBoundingClientRect().right > window.innerWidth + 1,
  );
  return [`${wide}px: ${out.map((one) => one.outerHTML.slice(0, 80)).slice(0, 3).join(' | ')}`];
};

// The regions that a table scrolls in must scroll, and not lose what does not fit.
const lost = () =>
  [...document.querySelectorAll('.scroll')]
    .filter((one) => one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX !== 'auto')
    .map((one) => one.getAttribute('aria-label'));

const tab = await browser.newPage();
const asked = [];
tab.on('request', (request) => asked.push(request.url()));
for (const path of pages) {
  const tell = (what, details) => found.push({ path, what, details });
  asked.length = 0;
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.emulateMedia(moods[0]);
  await tab.goto(pathToFileURL(path).href);
  if (asked.length !== 1) tell('loads', asked.slice(1));
  await tab.evaluate(axe);
  for (const [at, mood] of moods.entries()) {
    await tab.emulateMedia(mood);
    // What the colours of a mood can spoil is contrast and nothing else.
    const rules = at === 0 ? {} : { runOnly: ['color-contrast'] };
    const result = await tab.evaluate((rules) => window.axe.run(rules), rules);
    for (const { id, nodes } of result.violations) {
      tell(`axe ${id} (${mood.colorScheme}, forced ${mood.forcedColors})`, nodes.map((node) => node.html).slice(0, 3));
    }
  }
  await tab.emulateMedia(moods[0]);
  for (const width of [320, 640]) {
    await tab.setViewportSize({ width, height: 800 });
    for (const details of [await tab.evaluate(overflow), await tab.evaluate(lost)]) {
      if (details.length) tell(`overflows at ${width}px`, details);
    }
    if (width > 320) continue;
    const result = await tab.evaluate(() => window.axe.run());
    for (const { id, nodes } of result.violations) {
      tell(`axe ${id} at ${width}px`, nodes.map((node) => node.html).slice(0, 3));
    }
  }
}
await browser.close();
console.log(JSON.stringify({ pages: pages.length, found }, null, 1));
