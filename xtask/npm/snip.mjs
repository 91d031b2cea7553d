// Empties the functions of a module whose names have a text in them: `node snip.mjs FROM TO TEXT`, prints how many.
//
// The module's function table keeps what a dropped export had put there, though nothing can call it any more; wasm-opt
// cannot know that, and we do.
import { createRequire } from "node:module";
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [from, to, text, tools] = process.argv.slice(2);
const { default: binaryen } = await import(pathToFileURL(createRequire(tools).resolve("binaryen")).href);
const module = binaryen.readBinary(new Uint8Array(fs.readFileSync(from)));
binaryen.setDebugInfo(true);
let count = 0;
for (let index = 0; index < module.getNumFunctions(); index++) {
  const found = module.getFunctionByIndex(index);
  const { name, base } = binaryen.getFunctionInfo(found);
  if (base || !name.includes(text)) continue;
  binaryen.Function.setBody(found, module.unreachable());
  count++;
}
fs.writeFileSync(to, module.emitBinary());
console.log(count);
