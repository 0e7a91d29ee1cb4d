import { VERSION } from "./text.js";
console.log(VERSION);
