// The shop's words, numbers and dates in the page's language.

import { h } from "./dom.js";

/** The page's language. */
export const lang = document.documentElement.lang;

const texts = await load(lang);
const plurals = new Intl.PluralRules(lang);
const numbers = new Intl.NumberFormat(lang);
const days = new Intl.DateTimeFormat(lang, { dateStyle: "long" });

/** A sentence, its `{names}` filled in. Where it has plural forms, `values.n` chooses. */
export function t(key, values = {}) {
  const text = Object.hasOwn(texts, key) ? texts[key] : key;
  const sentence = typeof text === "string" ? text : (text[plurals.select(values.n)] ?? text.other);
  return sentence.replace(/\{(\w+)\}/g, (all, name) => {
    const value = values[name];
    return value === undefined ? all : typeof value === "number" ? numbers.format(value) : value;
  });
}

/** What a product's text is in the page's language. */
export function said(text) {
  return text[lang] ?? text.en;
}

/** Minor units of a currency as money. */
export function money(minor, currency) {
  const format = new Intl.NumberFormat(lang, { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** A day, from an RFC 3339 time. */
export function day(time) {
  return days.format(new Date(time));
}

/** A name, code or number that keeps its own direction inside a sentence of another. */
export function apart(text, attributes = {}) {
  return h("bdi", attributes, text);
}

async function load(language) {
  const answer = await fetch(new URL(`../texts/${language}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`No texts for ${language}: ${answer.status}`);
  return answer.json();
}
