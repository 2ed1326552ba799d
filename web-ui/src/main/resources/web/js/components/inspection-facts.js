// @ts-check
import { nothing } from 'lit';
import { define, PharosElement } from '../core/element.js';
import { count, percent, plural } from '../core/format.js';
import { json } from '../core/http.js';
import { Resource } from '../core/resource.js';
import { facts } from './tiles.js';

/** What the figures of a look into a network say beside its picture. */
class InspectionFacts extends PharosElement {
  static properties = { kind: {}, figures: {} };

  constructor() {
    super();
    this.kind = '';
    /** where the figures are */
    this.figures = '';
    this.data = new Resource(this, () => json('GET', this.figures));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('figures') && this.figures) this.data.load();
  }

  render() {
    const say = SAY[this.kind];
    return say && this.data.value ? facts(say(this.data.value)) : nothing;
  }
}

/** @type {Record<string, (figures: any) => [string, unknown][]>} */
const SAY = {
  filters: ({ layer, filters, shape, largest }) => [
    ['Layer', layer],
    ['Filters', `${filters} of ${shape[2]} × ${shape[3]} × ${shape[1]}`],
    ['Largest weight', largest.toPrecision(3)],
  ],
  deconvolution: ({ layer, maps, searched }) => [
    ['Layer', layer],
    ['Maps', `${maps.map((/** @type {any} */ one) => one.map).join(', ')}, row by row`],
    ['Searched', plural(searched, 'image')],
  ],
  evolution: ({ layer, maps, steps }) => [
    ['Layer', layer],
    ['Maps', `${maps.join(', ')}, from top to bottom`],
    ['After steps', `${steps.map(count).join(', ')}, from left to right`],
  ],
  occlusion: ({ label, truth, uncovered, probabilities }) => [
    ['Class', label === truth ? label : `${label}; the image is of ${truth}`],
    ['Nothing covered', percent(uncovered, 1)],
    ['Lowest', percent(Math.min(...probabilities.flat()), 1)],
    ['Highest', percent(Math.max(...probabilities.flat()), 1)],
  ],
  dense: ({ label, truth, height, width, probabilities }) => [
    ['Class', label === truth ? label : `${label}; the image is of ${truth}`],
    ['Image', `${height} × ${width}`],
    ['Places', `${probabilities.length} × ${probabilities[0].length}`],
    ['Highest', percent(Math.max(...probabilities.flat()), 1)],
  ],
};

define('inspection-facts', InspectionFacts);
