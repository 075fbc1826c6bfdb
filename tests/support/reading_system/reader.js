// As little of a reading system as shows a book by foliate-js: arrow keys turn its pages, notes pop up, and colours follow
// the system, by the rules of the engine's own demonstration.

import "./foliate-js/view.js";
import { FootnoteHandler } from "./foliate-js/footnotes.js";

const STYLE = `
  html { color-scheme: light dark; }
  @media (prefers-color-scheme: dark) { a:link { color: lightblue; } }
`;

const makeSound = window.Audio;
window.Audio = function (address) {
  window.sound = new makeSound(address);
  return window.sound;
};

function turnPage(event) {
  if (event.key === "ArrowLeft") window.turned = window.view.goLeft();
  if (event.key === "ArrowRight") window.turned = window.view.goRight();
}

const notes = new FootnoteHandler();
notes.addEventListener("before-render", ({ detail: { view } }) => {
  const box = document.createElement("dialog");
  box.append(view);
  document.body.append(box);
  box.showModal();
  view.renderer.setAttribute("margin", "12px");
  view.renderer.setStyles(STYLE);
});
notes.addEventListener("render", ({ detail: { type, target } }) => {
  window.poppedUp = { type, text: target.ownerDocument.body.textContent };
});

window.openBook = async (address) => {
  window.view = document.createElement("foliate-view");
  document.body.append(window.view);
  window.view.addEventListener("load", ({ detail: { doc } }) => doc.addEventListener("keydown", turnPage));
  window.view.addEventListener("link", (event) => notes.handle(window.view.book, event));
  await window.view.open(address);
  window.view.renderer.setStyles(STYLE);
  await window.view.init({});
};
document.addEventListener("keydown", turnPage);

// What the tests ask.

window.shown = () => window.view.renderer.getContents()[0];
window.place = () => [window.shown().index, window.view.renderer.page, window.view.renderer.containerPosition];
window.marked = () => [...window.shown().doc.getElementsByClassName(window.view.book.media.activeClass)];
window.isSeen = (element) => {
  const frame = element.ownerDocument.defaultView.frameElement.getBoundingClientRect();
  return [...element.getClientRects()].some((box) => box.width && box.height && frame.top + box.top >= 0
    && frame.left + box.left >= -1 && frame.left + box.right <= innerWidth + 1);
};
