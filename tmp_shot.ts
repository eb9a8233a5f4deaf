import { startChromium } from "./tests/support/chromium.ts";
const browser = await startChromium();
const out = "/tmp/h/scratch_nbpage/";
for (const [name, width, scheme] of [["l", 1440, "light"], ["d390", 390, "dark"]] as const) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  page.on("console", (m) => console.log(m.type(), m.text()));
  page.on("pageerror", (e) => console.log("pageerror", e.message));
  const t = performance.now();
  await page.goto("http://127.0.0.1:8977/dataset/notebook");
  const frame = page.frameLocator("iframe.notebook-frame");
  try { await frame.locator(".cell[data-status=done] .cell-output").first().waitFor({timeout: 15000}); console.log(name, "first output", performance.now() - t); } catch (e) { console.log(String(e).slice(0, 300)); }
  await page.waitForTimeout(2500);
  console.log(await frame.locator(".cell").evaluateAll((c) => c.map((e) => `${e.dataset.cell} ${e.dataset.kind} ${e.dataset.status} ${e.dataset.runs} ${e.querySelector(".cell-said")?.textContent}`).join("\n")));
  await page.locator("iframe.notebook-frame").evaluate((e) => e.style.height = "4200px");
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${out}${name}.png`, fullPage: true });
  await page.close();
}
await browser.close();
