// On a phone tabs are one strip that is moved sideways: begin where the present tab is seen.

export function startTabs() {
  for (const current of document.querySelectorAll('.tabs a[aria-current]')) {
    const strip = current.closest("ul");
    if (strip.scrollWidth <= strip.clientWidth) continue;
    const middle = current.offsetLeft - strip.offsetLeft + current.offsetWidth / 2;
    strip.scrollLeft = middle - strip.clientWidth / 2;
  }
}
