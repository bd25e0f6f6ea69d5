import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { baseCatalogue } from '../main/catalogue/catalogue.ts';
import { areaIds } from '../main/contract/service-view.ts';
import type { ServiceDefinition } from '../main/catalogue/service-definition.ts';
import { readConfig } from '../main/config/config.ts';
import type { HallPlace } from '../main/contract/hall-place.ts';
import { languages, type Bilingual, type Language } from '../main/contract/language.ts';
import { leafletPdf } from '../main/documents/leaflet.ts';
import { bothWords, wordsFor } from '../main/documents/words.ts';
import { projectFolder } from './project-folder.ts';

const usage = 'usage: npm run guides -- [--out folder] [--service id]... [--config file]\n';

/** `hallName` and `places`: of a kiosk's configuration, where one is given. */
interface Hall {
  readonly hallName: Bilingual;
  readonly places: readonly HallPlace[];
}

const fileName = (service: ServiceDefinition, language: Language): string => `${service.id}.${language}.pdf`;

/**
 * npm run guides: the leaflet of every service in both languages, and a page that lists them, for a hall's wall and web
 * site. Returns the exit code.
 */
export async function runGuides(argv: readonly string[], now: Date, out: (text: string) => void): Promise<number> {
  const options = {
    out: { type: 'string' },
    service: { type: 'string', multiple: true },
    config: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args: [...argv], options, strict: false });
  const wanted = [values.service ?? []].flat();
  const services = wanted.length > 0 ? baseCatalogue.filter(({ id }) => wanted.includes(id)) : baseCatalogue;
  if (typeof values.out === 'boolean' || services.length < wanted.length) {
    out(usage);
    return 2;
  }
  const hall = await hallOf(values.config);
  if (typeof hall === 'string') {
    out(`${hall}\n`);
    return 1;
  }
  const folder = path.resolve(values.out ?? path.join(projectFolder, 'out/guides'));
  mkdirSync(folder, { recursive: true });
  for (const service of services) {
    for (const language of languages) {
      const file = path.join(folder, fileName(service, language));
      writeFileSync(file, await leafletPdf({ service, language, ...hall, printedAt: now }));
      out(`${file}\n`);
    }
  }
  const index = path.join(folder, 'index.html');
  writeFileSync(index, indexPage(services));
  out(`${index}\n`);
  return 0;
}

/** A sentence where the configuration cannot be read. */
async function hallOf(file: string | boolean | undefined): Promise<Hall | string> {
  if (typeof file !== 'string') return { hallName: bothWords()('guide:hall'), places: [] };
  const config = await readConfig(file);
  return config.ok ? config.value : config.error;
}

function indexPage(services: readonly ServiceDefinition[]): string {
  const say = bothWords();
  const title = say('guide:title');
  const line = (service: ServiceDefinition): string => {
    const links = languages.map(
      (language) =>
        `<a lang="${language}" href="${fileName(service, language)}">${escaped(wordsFor(language)(`services:${service.id}.name`))}</a>`,
    );
    return `<li>${links.join(' · ')}</li>`;
  };
  const areas = areaIds.flatMap((area) => {
    const here = services.filter((service) => service.area === area);
    const name = say(`journey:areas.${area}`);
    const heading = `<h2>${escaped(`${name['zh-CN']} ${name.en}`)}</h2>`;
    return here.length > 0 ? [heading, '<ul>', ...here.map(line), '</ul>'] : [];
  });
  return [
    '<!doctype html>',
    '<html lang="zh-CN"><meta charset="utf-8">',
    `<title>${escaped(`${title['zh-CN']} ${title.en}`)}</title>`,
    `<h1>${escaped(`${title['zh-CN']} ${title.en}`)}</h1>`,
    ...areas,
    '</html>',
    '',
  ].join('\n');
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

if (import.meta.main) {
  process.exitCode = await runGuides(process.argv.slice(2), new Date(), (text) => process.stdout.write(text));
}
