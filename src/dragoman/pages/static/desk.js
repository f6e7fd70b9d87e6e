"use strict";
// Asks now and then whether the store has changed; then fetches the page anew and puts its new parts in place.
(() => {
  const PAUSE = 10000; // milliseconds between two questions
  const note = document.getElementById("live");
  let stamp = document.body.dataset.stamp, asking = false, failed = 0;
  if (!note || !stamp) return;

  async function ask() {
    if (document.hidden || asking) return;
    asking = true;
    try {
      const answer = await fetch("/api/stamp.json", { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      failed = 0;
      const now = (await answer.json()).stamp;
      if (now && now !== stamp) await renew(now);
    } catch {
      failed += 1;
      if (failed === 3) tell("The desk does not answer; this page may be out of date.");
    } finally {
      asking = false;
    }
  }

  // A reader who has opened, marked or filled in something is asked first: nothing moves under his hands.
  async function renew(now) {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    stamp = now;
    if (busy()) {
      tell("The store has something new.", () => put(page));
    } else {
      put(page);
      tell("This page has just been brought up to date.");
    }
  }

  function busy() {
    const at = document.activeElement;
    const typing = at && at !== document.body && at.matches("input, select, textarea, main a, main summary");
    return Boolean(typing || document.querySelector("details[open]") || String(window.getSelection()));
  }

  function put(page) {
    for (const part of ["main", "body > header"]) {
      const old = document.querySelector(part), fresh = page.querySelector(part);
      if (old && fresh) old.replaceWith(document.importNode(fresh, true));
    }
    document.title = page.title;
    document.dispatchEvent(new Event("dragoman:renewed"));
  }

  function tell(text, act) {
    note.replaceChildren(text);
    note.hidden = false;
    if (act) {
      const button = document.createElement("button");
      button.textContent = "Show it";
      button.addEventListener("click", () => { act(); note.hidden = true; });
      note.append(button);
    } else {
      setTimeout(() => { note.hidden = true; }, 6000);
    }
  }

  // Parts that take the desk longer are linked, and fetched here where scripts run.
  async function load() {
    for (const part of document.querySelectorAll("[data-load]")) {
      const [address, id] = part.dataset.load.split("#");
      part.removeAttribute("data-load");
      try {
        const answer = await fetch(address, { headers: { accept: "text/html" } });
        if (!answer.ok) continue;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
        if (fresh) part.replaceWith(document.importNode(fresh, true));
      } catch {
        continue; // the link stays
      }
    }
  }

  setInterval(ask, PAUSE);
  document.addEventListener("dragoman:renewed", load);
  load();
  document.addEventListener("visibilitychange", ask);
})();
