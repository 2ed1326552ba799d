// @ts-check
import './components/app-shell.js';
