"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const items = data.items, diff = data.diff || {};
  const byPath = new Map(items.map((item, at) => [item.p, at]));
  for (const [path, at] of data.links) if (!byPath.has(path)) byPath.set(path, at);
  const gravity = ["major", "split", "minor", "patch"];
  const $ = (id) => document.getElementById(id);
  // the only way by which text reaches the page
  const el = (name, attributes, ...children) => {
    const out = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === undefined || value === false || value === null) continue;
      if (key === "onclick") out.addEventListener("click", value); else out.setAttribute(key, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== false) out.append(child);
    return out;
  };
  const href = (path) => "#" + encodeURIComponent(path);
  const worst = (path) => {
    const found = diff[path];
    return found && gravity.find((one) => found.some((change) => change[0] === one));
  };
  const last = (path) => path.slice(path.lastIndexOf("::") + 1).replace(/^:+/, "");
  const mark = (path) => { const of = worst(path); return of ? el("span", { class: "dot " + of, title: of, "aria-label": of + " change" }, "●") : null; };
  const anchor = (at, text) => el("a", { href: href(items[at].p), title: items[at].p }, text || last(items[at].p));
  const type = (text) => el("span", { class: "ty" }, text.split(/(\{\d+\})/).map((part) => {
    const found = /^\{(\d+)\}$/.exec(part);
    return found && items[+found[1]] ? anchor(+found[1]) : part;
  }));
  // code, links and emphasis of Markdown; all else stays as it is written
  const entities = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };
  const plain = (text) => text.replace(/\\([!-/:-@[-`{-~])|&(?:lt|gt|amp|quot);/g, (found, char) => char || entities[found]);
  const rich = (text) => text.split(/(`[^`\n]+`|\[[^\]\n]+\]\([^)\s]+\)|<https?:\/\/[^>\s]+>|\*\*[^*\n]+\*\*)/).map((part) => {
    if (/^`[^`]+`$/.test(part)) return el("code", {}, part.slice(1, -1));
    if (/^<https?:/.test(part)) return el("a", { href: part.slice(1, -1), rel: "noreferrer" }, part.slice(1, -1));
    if (/^\*\*.+\*\*$/.test(part)) return el("b", {}, plain(part.slice(2, -2)));
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (!link) return plain(part);
    const label = plain(link[1].replace(/`/g, "")), path = link[2].replace(/^crate::/, "").replace(/r#/g, "");
    if (/^https?:\/\//.test(link[2])) return el("a", { href: link[2], rel: "noreferrer" }, label);
    return link[2].startsWith("crate::") ? el("a", { href: href(path) }, label) : label;
  });
  // lines of one paragraph are one line, unless there is code in it
  const joined = (text) => text.includes("```") ? text : text.replace(/([^\n])\n(?=[^\s\-*+#|>\d])/g, "$1 ");
  const doc = (text) => text ? el("div", { class: "doc" }, rich(joined(text))) : null;
  const badge = (text, kind) => el("span", { class: "badge " + (kind || "") }, text);
  const said = (text) => { const out = $("said"); out.textContent = text; out.classList.add("on"); setTimeout(() => out.classList.remove("on"), 1500); };
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = el("textarea", {}, text); document.body.append(area); area.select(); document.execCommand("copy"); area.remove();
    }
    said("Copied " + text);
  };
  const rust = (path) => data.crate + "::" + path;

  // --- the tree of namespaces ---
  const root = { children: new Map(), items: [] };
  items.forEach((item, at) => {
    const parts = item.p.split("::");
    let node = root;
    for (const part of parts.slice(0, -1)) {
      if (!node.children.has(part)) node.children.set(part, { children: new Map(), items: [] });
      node = node.children.get(part);
    }
    node.items.push(at);
  });
  const gravest = (node) => {
    let best = gravity.length;
    for (const at of node.items) { const of = worst(items[at].p); if (of) best = Math.min(best, gravity.indexOf(of)); }
    for (const child of node.children.values()) best = Math.min(best, gravest(child));
    return best;
  };
  const list = (node) => {
    const out = el("ul");
    for (const at of node.items) out.append(el("li", {}, el("a", { href: href(items[at].p) }, mark(items[at].p), last(items[at].p))));
    for (const [name, child] of [...node.children].sort((a, b) => a[0] < b[0] ? -1 : 1)) {
      const at = data.diff ? gravest(child) : gravity.length;
      const of = gravity[at];
      const details = el("details", { "data-name": name }, el("summary", {}, of && el("span", { class: "dot " + of }, "●"), name));
      details.fill = () => { if (details.children.length === 1) details.append(list(child)); };
      details.addEventListener("toggle", () => { if (details.open) details.fill(); });
      out.append(el("li", {}, details));
    }
    return out;
  };
  // opens the modules in which an item lies
  const reveal = (path) => {
    if ($("search").value.trim()) return;
    let at = $("tree");
    for (const part of path.split("::").slice(0, -1)) {
      const found = [...at.querySelectorAll(":scope > ul > li > details")].find((one) => one.dataset.name === part);
      if (!found) return;
      found.fill();
      found.open = true;
      at = found;
    }
  };
  const tree = () => { $("tree").replaceChildren(list(root)); $("count").textContent = items.length + " items"; };

  // --- search ---
  const entries = [];
  const note = (text, path, about) => entries.push([text.toLowerCase(), text, path, about]);
  for (const item of items) note(item.p, item.p, item.k);
  for (const [path, at] of data.links) note(path, path, "re-export of " + items[at].p);
  for (const item of items) {
    for (const method of item.m || []) note(method.v + " " + method.t + " " + method.n + " " + method.i, item.p + "::" + method.n, method.v + " " + method.t);
    for (const field of item.f || []) note(item.p + "." + field[0], item.p, field[0] + " in " + item.p);
  }
  const search = (words) => {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean), first = [], rest = [];
    let number = 0;
    for (const entry of entries) {
      if (!wanted.every((word) => entry[0].includes(word))) continue;
      number++;
      if (first.length < 60 && last(entry[0]).startsWith(wanted[0])) first.push(entry); else if (rest.length < 60) rest.push(entry);
    }
    return [first.concat(rest).slice(0, 80), number];
  };
  const show = () => {
    const words = $("search").value.trim();
    if (!words) return tree();
    const [found, number] = search(words);
    $("count").textContent = number + " found" + (number > found.length ? ", the first " + found.length : "");
    $("tree").replaceChildren(el("ul", {}, found.map(([, text, path, about]) => el("li", {}, el("a", { href: href(path) }, mark(path), about.includes(" ") ? about : text, about.includes(" ") ? null : el("small", {}, about))))));
  };
  window.castironSearch = search;

  // --- views ---
  const changes = (path) => diff[path] ? el("section", {}, el("h2", {}, "Changed"), el("ul", {}, diff[path].map(([of, member, detail, kind, instead]) =>
    el("li", {}, el("b", { class: of }, of), " ", member ? el("code", {}, member) : null, member ? ": " : "",
      (kind === "added" || kind === "removed") && detail !== kind ? kind + ": " : "", rich(detail), of === "major" && instead ? rich(" Instead: " + instead) : "")))) : null;
  const operation = (item, method) => el("section", { class: "op", id: "op-" + method.n },
    el("h3", {}, el("span", { class: method.x ? "old" : "" }, method.n), " ", el("code", {}, el("span", { class: "verb" }, method.v), " ", method.t)),
    el("div", { class: "line" }, method.x && badge("deprecated", "warn"), method.g && badge("paged"), method.b && badge("streamed bytes"),
      el("button", { type: "button", onclick: () => copy(rust(item.p + "::" + method.n)) }, "Copy path")),
    doc(method.d),
    el("table", {}, el("tbody", {},
      method.a.map(([name, ty, about]) => el("tr", {}, el("td", {}, el("code", {}, name)), el("td", {}, type(ty), doc(about)))),
      method.q && el("tr", {}, el("td", {}, method.q[1] ? "params" : "params, optional"), el("td", {}, type(method.q[0]))),
      el("tr", {}, el("td", {}, "answers"), el("td", {}, type(method.r))),
      method.e.map(([status, ty]) => el("tr", {}, el("td", {}, status), el("td", {}, type(ty)))))),
    method.s && el("details", {}, el("summary", {}, "Rust"), el("pre", {}, method.s), el("button", { type: "button", onclick: () => copy(method.s) }, "Copy code")));
  const view = (at, member) => {
    const item = items[at], changed = new Map();
    for (const [of, name] of diff[item.p] || []) if (name && !changed.has(name)) changed.set(name, of);
    const fields = item.f && item.f.length ? el("section", {}, el("h2", {}, { enum: "Values", union: "Branches", group: "Handles", client: "Handles" }[item.k] || "Fields"),
      el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, "Name"), el("th", {}, item.k === "enum" ? "Value" : "Type"), el("th", {}, ""))), el("tbody", {},
        item.f.map(([name, ty, presence, about, old, wire, untyped]) => el("tr", { class: changed.has(name) ? "changed " + changed.get(name) : false },
          el("td", {}, el("code", { class: old ? "old" : "" }, name)),
          el("td", {}, type(ty), wire ? el("div", { class: "quiet" }, "on the wire: " + wire) : null, doc(about)),
          el("td", {}, presence && presence !== "required" ? badge(presence) : null, old ? badge("deprecated", "warn") : null, untyped ? badge("untyped", "warn") : null, ty.includes("Box<") ? badge("boxed") : null))),
        item.r && el("tr", {}, el("td", {}, el("code", {}, item.r)), el("td", {}, "any other value"), el("td", {}))))) : null;
    return [el("h1", {}, last(item.p)),
      el("div", { class: "line" }, badge(item.k), item.x && badge("deprecated", "warn"), item.c && badge("in a cycle"), ...(item.w || []).map((one) => badge("feature " + one)), item.n && badge("made with new"),
        el("code", { class: "path" }, rust(item.p)), el("button", { type: "button", id: "copy", onclick: () => copy(rust(item.p)) }, "Copy path")),
      doc(item.d), changes(item.p), item.t && el("p", {}, "Stands for ", type(item.t)), fields,
      item.m && el("section", {}, el("h2", {}, "Operations"), item.m.map((method) => operation(item, method))),
      item.u && el("section", {}, el("h2", {}, "Used by"), el("ul", { class: "users" }, item.u.slice(0, 200).map((user) => el("li", {}, anchor(user, items[user].p))), item.u.length > 200 && el("li", {}, "and " + (item.u.length - 200) + " more"))),
      item.l && el("p", { class: "quiet", style: "" }, "From ", el("code", {}, item.l))];
  };
  const start = () => {
    const untyped = [], old = [], streamed = [];
    for (const item of items) {
      for (const field of item.f || []) { if (field[6]) untyped.push([item.p, field[0]]); if (field[4]) old.push([item.p, field[0]]); }
      if (item.x) old.push([item.p, ""]);
      for (const method of item.m || []) { if (method.x) old.push([item.p, method.n]); if (method.b) streamed.push([item.p, method.n]); }
    }
    const some = (title, all) => all.length ? el("section", {}, el("h2", {}, title + " (" + all.length + ")"), el("ul", { class: "users" }, all.slice(0, 60).map(([path, name]) =>
      el("li", {}, el("a", { href: href(path) }, path + (name ? "." + name : "")))), all.length > 60 && el("li", {}, "and " + (all.length - 60) + " more"))) : null;
    const all = Object.entries(diff).flatMap(([path, list]) => list.map((change) => [path, ...change]));
    const differs = data.diff ? el("section", {}, el("h2", {}, "Changes"), el("p", {}, gravity.map((of) => [el("b", { class: of }, all.filter((one) => one[1] === of).length + " " + of), " "])),
      el("ul", {}, all.filter((one) => one[1] === "major").slice(0, 100).map(([path, of, member, detail]) => el("li", {}, byPath.has(path) ? el("a", { class: of, href: href(path) }, path) : el("span", { class: of + " old" }, path), member ? "." + member : "", ": ", rich(detail))))) : null;
    return [el("h1", {}, data.title + " " + data.version),
      el("ul", { class: "numbers" }, data.stats.map(([name, number]) => el("li", {}, el("b", {}, number), name))),
      differs, doc(data.doc), el("h2", {}, "Servers"), el("ul", {}, data.servers.map((one) => el("li", {}, el("code", {}, one.url), one.description ? " " + one.description : ""))),
      some("Untyped", untyped), some("Deprecated", old), some("Streamed", streamed)];
  };
  const open = (focus) => {
    let path = "";
    try { path = decodeURIComponent(location.hash.slice(1)); } catch { path = ""; }
    let at = byPath.get(path), method = "";
    if (at === undefined && path.includes("::")) { method = last(path); at = byPath.get(path.slice(0, path.lastIndexOf("::"))); }
    $("main").replaceChildren(...(at === undefined ? start() : view(at)).flat().filter((one) => one !== null && one !== undefined && one !== false));
    document.title = (at === undefined ? "" : last(items[at].p) + " · ") + data.title;
    if (at !== undefined) reveal(items[at].p);
    for (const one of document.querySelectorAll("nav a[aria-current]")) one.removeAttribute("aria-current");
    for (const one of document.querySelectorAll("nav a")) if (one.getAttribute("href") === location.hash) { one.setAttribute("aria-current", "page"); if (!one.closest("nav").contains(document.activeElement)) one.scrollIntoView({ block: "nearest" }); }
    const target = method && $("op-" + method);
    if (target) target.scrollIntoView(); else $("main").scrollTop = 0;
    if (focus) $("main").focus({ preventScroll: true });
  };

  $("home").textContent = data.title;
  $("search").addEventListener("input", show);
  $("theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  });
  addEventListener("hashchange", () => open(true));
  addEventListener("keydown", (event) => {
    const inSearch = document.activeElement === $("search");
    if (event.key === "/" && !inSearch) { event.preventDefault(); $("search").focus(); $("search").select(); }
    if (event.key === "Escape" && inSearch) { $("search").value = ""; show(); }
    if (event.key === "Enter" && inSearch) { const first = document.querySelector("#tree a"); if (first) first.click(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...document.querySelectorAll("nav a, nav summary")].filter((one) => one.offsetParent !== null);
      const at = all.indexOf(document.activeElement);
      if (!inSearch && at < 0) return;
      event.preventDefault();
      const next = event.key === "ArrowDown" ? all[at + 1] : all[at - 1] || $("search");
      if (next) next.focus();
    }
  });
  tree();
  open(false);
})();
