"use strict";
// Lights up what belongs together: an event's words, those who take part, its time, place and source.
(() => {
  const roles = ["event", "actor", "recipient", "time", "place", "source", "more"];
  const parts = new Map(); // key -> [element, role]
  const card = document.getElementById("card");
  let lit = [], pinned = null, shown = "";

  document.documentElement.classList.add("js");
  for (const role of roles) {
    for (const element of document.querySelectorAll(`[data-${role}]`)) {
      for (const key of element.dataset[role].split(" ")) {
        if (!parts.has(key)) parts.set(key, []);
        parts.get(key).push([element, role]);
      }
    }
  }

  // What an element stands for: the events around it, else the events it is a part of, else a claim or duty.
  function meant(element) {
    const events = [], others = [], more = [];
    for (let at = element; at && at.dataset; at = at.parentElement) {
      for (const role of roles) {
        const keys = at.dataset[role];
        if (keys) (role === "event" ? events : role === "more" ? more : others).push(...keys.split(" "));
      }
    }
    if (events.length) return { keys: new Set(events), whole: true };
    if (others.length) return { keys: new Set(others), whole: false };
    return more.length ? { keys: new Set(more), whole: true } : null;
  }

  function light(element) {
    const what = element && meant(element);
    const name = what ? [...what.keys].join(" ") + what.whole : "";
    if (name === shown) return;
    shown = name;
    for (const [part, style] of lit) part.classList.remove(style);
    lit = [];
    if (!what) { card.hidden = true; return; }
    for (const key of what.keys) {
      for (const [part, role] of parts.get(key) || []) {
        if (!what.whole && role !== "event") continue;
        if (what.keys.size > 3 && role !== "event" && role !== "more") continue; // many at once: their words only
        const style = `lit-${role}`;
        part.classList.add(style);
        lit.push([part, style]);
      }
    }
    tell(element, [...what.keys]);
  }

  // The card at the foot says in words what is lit, where the table's row cannot be seen.
  function tell(element, keys) {
    const rows = keys.map((key) => document.getElementById(key)).filter((row) => row && row.dataset.summary);
    const seen = rows.length && rows.every((row) => visible(row) || row.contains(element));
    card.replaceChildren();
    for (const row of rows.slice(0, 4)) {
      const line = document.createElement("p");
      const number = row.querySelector(".b").cloneNode(true);
      number.setAttribute("href", "#" + row.id);
      line.append(number, " ", row.dataset.summary);
      card.append(line);
    }
    if (rows.length > 4) {
      const line = document.createElement("p");
      line.textContent = `and ${rows.length - 4} more`;
      card.append(line);
    }
    card.hidden = !rows.length || Boolean(seen);
  }

  function visible(row) {
    const box = row.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= window.innerHeight;
  }

  const holder = (event) => (event.target instanceof Element ? event.target : null);
  document.addEventListener("mouseover", (event) => {
    const at = holder(event);
    if (at && card.contains(at)) return;
    light(at && meant(at) ? at : pinned);
  });
  document.addEventListener("focusin", (event) => {
    if (!card.contains(event.target)) light(holder(event));
  });
  document.addEventListener("focusout", () => light(pinned));
  document.addEventListener("click", (event) => {
    const at = holder(event);
    if (!at || card.contains(at)) return;
    pinned = meant(at) ? at : null;
    light(pinned);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { pinned = null; light(null); }
  });

  // An address that names an event, a claim or a duty lights it.
  function named() {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const at = id && document.getElementById(id);
    if (at && meant(at)) { pinned = at; light(at); }
  }
  window.addEventListener("hashchange", named);
  named();
})();
