
// Changes elements in place, and only when their text changes: the focus, a selection and the position of a screen reader stay.
const find = id => document.getElementById(id);

function create(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function setLevel(element, level) {
  if (level) {
    if (element.dataset.level !== level) {
      element.dataset.level = level;
    }
  } else {
    element.removeAttribute("data-level");
  }
}

// Makes the children of an element those of a list. Children with the same key are updated.
function sync(parent, items, keyOf, make, update) {
  const old = new Map([...parent.children].map(child => [child.dataset.key, child]));
  const next = items.map((item, index) => {
    const key = String(keyOf(item, index));
    let child = old.get(key);
    old.delete(key);
    if (!child) {
      child = make(item);
      child.dataset.key = key;
    }
    update(child, item);
    return child;
  });
  old.forEach(child => child.remove());
  next.forEach((child, index) => {
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
  });
}

// Terms with values: [term, text, level, hint, class of a mark].
function syncFacts(list, facts) {
  sync(list, facts, fact => fact[0],
    ([term, , , hint, mark]) => create("div", {},
      create("dt", {}, ...(mark ? [create("i", { class: mark })] : []), term), create("dd"),
      ...(hint === undefined ? [] : [create("dd", { class: "hint" })])),
    (element, [, text, level, hint]) => {
      const value = element.querySelector("dd");
      setText(value, text);
      setLevel(value, level);
      if (hint !== undefined) {
        setText(element.querySelector(".hint"), hint);
      }
    });
}

// Each row is a list of cells: a text, or [text, level]. The roles keep a table a table when it is laid out as blocks on a phone.
function createTable(caption, columns) {
  return create("table", { class: "table", role: "table" },
    create("caption", { class: "unseen" }, caption),
    create("thead", { role: "rowgroup" },
      create("tr", { role: "row" }, ...columns.map(column => create("th", { scope: "col", role: "columnheader" }, column)))),
    create("tbody", { role: "rowgroup" }));
}

function syncTable(table, rows) {
  const labels = [...table.querySelectorAll("th")].map(header => header.textContent);
  sync(table.tBodies[0], rows, row => row[0],
    () => create("tr", { role: "row" }, ...labels.map(label => create("td", { role: "cell", "data-label": label }, create("span")))),
    (element, row) => row.forEach((cell, index) => {
      const [text, level] = Array.isArray(cell) ? cell : [cell];
      setText(element.cells[index].firstChild, text);
      setLevel(element.cells[index], level);
      element.cells[index].classList.toggle("empty", text === none);
    }));
}
