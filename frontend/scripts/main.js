// Every page works without these scripts; they only save clicks and keep typed words safe.
import { startAlarm } from "./alarm.js";
import { startAutosave } from "./autosave.js";
import { startBeside } from "./beside.js";
import { startEase } from "./ease.js";
import { startErrors } from "./errors.js";
import { startKeys } from "./keys.js";
import { startOnce } from "./once.js";
import { startPoint } from "./point.js";
import { startPrint } from "./print.js";
import { startReveal } from "./reveal.js";
import { startSheets } from "./sheets.js";
import { startTabs } from "./tabs.js";
import { startUpload } from "./upload.js";

startEase();
startErrors();
startOnce();
startReveal();
startAutosave();
startUpload();
startKeys();
startPrint();
startBeside();
startPoint();
startAlarm();
startTabs();
startSheets();
