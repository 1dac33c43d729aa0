import type { Words } from './en.ts';

// What the interface says, in French.

const plural = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;

export const fr: Words = {
  language: 'fr',

  numberOfEssays: (count) => `${numbers[count] ?? count} ${count < 2 ? 'essai' : 'essais'}`,

  site: {
    skip: 'Aller au texte',
    navigation: 'Site',
    essays: 'Essais',
    series: 'Séries',
    topics: 'Sujets',
    authors: 'Auteurs',
    search: 'Recherche',
  },

  theme: {
    label: 'Couleurs',
    system: 'comme l’appareil',
    light: 'claires',
    dark: 'sombres',
  },

  counted: {
    minutes: (count) => plural(count, 'minute', 'minutes'),
    essays: (count) => plural(count, 'essai', 'essais'),
    authors: (count) => plural(count, 'auteur', 'auteurs'),
    comments: (count) => plural(count, 'commentaire', 'commentaires'),
    commentsOf: (comments, claimed) => `${comments} sur les ${claimed} que compte la source`,
    kilobytes: (count) => `${count}\u00a0Ko`,
  },

  authorship: {
    unsigned: 'Non signé',
    retoldFrom: 'Raconté d’après ',
    alsoRetoldFrom: '\u00a0; raconté d’après ',
    unsignedEssays: (count) => (count === 1 ? 'un essai non signé' : `${count} essais non signés`),
    draft: 'Brouillon, non publié',
  },

  provenance: {
    undated: 'date inconnue',
    retelling: (names) => `Raconté d’après ${essayBy(names)}, avec les mots de `,
    reprint: (names) => `Reproduit d’après ${essayBy(names)}, mot pour mot`,
    original: 'Publié ici pour la première fois',
    aboutSource: 'À propos de la source',
    source: 'La source',
    publication: 'Publication',
    untitled: 'Sans titre dans notre copie,',
    title: (title) => `«\u00a0${title}\u00a0»,`,
    by: (names) => `par ${names}.`,
    unsigned: 'non signé.',
    published: (place, date) =>
      place === undefined && date === undefined
        ? 'Lieu et date inconnus'
        : `${place === undefined ? 'Publié' : `Publié ${place}`}${date === undefined ? '\u00a0; sa date est inconnue' : `, ${date}`}`,
    isRetelling: {
      before: 'Ceci est un ',
      link: 'récit nouveau',
      by: ' de ',
      after:
        '\u00a0: l’argument, l’histoire et les faits sont ceux de la source, les mots sont les nôtres. ',
    },
    isReprint: 'Ce sont les mots de la source. ',
    publishedHere: 'Publié ici le ',
    revised: ', révisé le ',
  },

  essay: {
    part: (number, of) => `${number} sur ${of}`,
    turn: 'Dans la série',
    next: 'Suivant',
    previous: 'Précédent\u00a0:',
    all: 'Toute la série',
    together: 'Lus ensemble',
    editorsReading:
      'C’est notre lecture, celle de la rédaction. À notre connaissance, aucun auteur ne connaissait l’essai d’un autre.',
    takeaways: 'À emporter',
    related: 'À lire aussi',
    before: (name) => `${name}\u00a0:`,
    answers: 'Répond à',
    answeredBy: 'A pour réponse',
    author: 'L’auteur',
    allBy: (name) => `Tous les essais de ${name}`,
    allFrom: (name) => `Tout ce qui est raconté ici d’après ${name}`,
    notes: 'Notes',
    toSection: (heading) => `Lien vers la section\u00a0: ${heading}`,
    aside: 'Aparté',
    callOut: 'À noter',
    table: 'Tableau',
    code: 'Code',
    editorNote: 'Note de la rédaction',
    questions: 'À décider',
  },

  cite: {
    open: 'Citer cet essai',
    sentence: ({ writer, title, series, site, day, address }) =>
      `${[writer, `«\u00a0${title}\u00a0»`, series, site, day, address].filter((part) => part !== undefined).join(', ')}.`,
    source: (whose, title, place, date) =>
      `${[whose, title && `«\u00a0${title}\u00a0»`, place, date].filter((part) => part !== undefined).join(', ')}.`,
    paragraphs: (last) => `Paragraphes (par. ${last}, #p${last})\u00a0: `,
  },

  line: {
    label: (title, start, end) => `Les essais de ${title}, de ${start} à ${end}`,
    short: (start, end) => `La ligne de ${start} à ${end}`,
    answers: 'répond à',
    place: (position, start, end) =>
      position < 0.15
        ? `(à « ${start} »)`
        : position > 0.85
          ? `(à « ${end} »)`
          : position < 0.45
            ? `(plus près de « ${start} »)`
            : position > 0.55
              ? `(plus près de « ${end} »)`
              : '(à mi-chemin)',
  },

  discussion: {
    heading: 'Discussion',
    none: 'On ne connaît pas de discussion de cet essai.',
    noneYet: 'Pas encore de commentaire.',
    archive: (count, place, copied) =>
      `${count}. Une archive, paraphrasée\u00a0: la discussion se trouvait ${place}${copied === undefined ? '' : `\u00a0; ${copied}`}.`,
    live: (count) => `${count} de lecteurs, avec leurs propres mots.`,
    kinds: { comment: 'Commentaire', pingback: 'Rétrolien', reblog: 'Republication' },
    unknownWriter: 'Auteur inconnu',
    unknownPingback: 'Un rétrolien',
    number: (number) => `N°\u00a0${number}`,
    place: (place) => `sur ${place}`,
    addressee: (name) => `à ${name}, dont le commentaire n’est pas dans notre copie`,
    inReplyTo: ', en réponse à ',
    reply: 'Répondre',
    replyTo: (writer) => `Répondre à ${writer}`,
    link: 'lien vers ce commentaire',
    onPassage: (number) => `Sur le paragraphe ${number}\u00a0: `,
    onEdited: (number) => `Sur une version antérieure du paragraphe ${number}\u00a0: `,
    onGone: (number) => `Sur une version antérieure du paragraphe ${number}`,
    remarks: (count) => ` ${count === 1 ? 'commentaire' : 'commentaires'} sur ce paragraphe`,
    feed: 'Les nouveaux commentaires en flux',
    feedTitle: 'Commentaires',
    feedOf: (title) => `Commentaires sur «\u00a0${title}\u00a0»`,
    feedEntry: (writer, title) => `${writer} sur «\u00a0${title}\u00a0»`,
    feedDescription: 'Ce qu’écrivent les lecteurs, une fois lu par la rédaction.',
  },

  form: {
    open: 'Écrire un commentaire',
    name: 'Votre nom',
    parent: 'En réponse au n°',
    parentHelp: 'si vous répondez à un commentaire ci-dessus',
    passage: 'Sur le paragraphe',
    wholeEssay: 'tout l’essai',
    trap: 'Laissez ce champ vide',
    text: 'Votre commentaire',
    help: 'Une ligne vide commence un paragraphe\u00a0; les mots entre *astérisques* sont en italique. La rédaction lit le commentaire avant qu’il soit public. Votre nom, vos mots et l’heure sont conservés\u00a0; rien d’autre n’est demandé.',
    send: 'Envoyer',
    length: (text) => ` sur ${text.toLocaleString('fr')} caractères au plus`,
    back: 'Le bouton Précédent de votre navigateur rend ce que vous avez écrit.',
    outcomes: {
      received: 'Reçu. Il paraîtra ici une fois lu par la rédaction.',
      incomplete: (name, text) =>
        `Non envoyé\u00a0: il faut un nom, d’au plus ${name} caractères, et un texte, d’au plus ${text}.`,
      long: (text) =>
        `Non envoyé\u00a0: le commentaire dépasse ${text.toLocaleString('fr')} caractères. Rien n’en est perdu\u00a0; raccourcissez-le, ou envoyez-le en plusieurs fois.`,
      pageless: 'Non envoyé\u00a0: il n’y a plus de page à cette adresse sur le site.',
      unanswerable:
        'Non envoyé\u00a0: aucun commentaire de cette page n’a le numéro auquel il répond.',
      repeated: 'Non envoyé\u00a0: le même commentaire a déjà été reçu.',
      hasty:
        'Non envoyé\u00a0: un seul commentaire par minute est accepté. Attendez un instant, puis renvoyez-le.',
      mechanical: 'Non envoyé\u00a0: un champ qui n’est pas pour les personnes a été rempli.',
      unreachable:
        'Non envoyé\u00a0: les commentaires sont hors d’atteinte. Votre texte est encore là\u00a0; réessayez plus tard.',
    },
  },

  editions: {
    heading: 'Éditions',
    onePage: (title) => `${title} sur une page`,
    onePageHelp: 'À lire d’une traite, ou à imprimer. HTML',
    book: (title) => `${title} en livre numérique`,
    bookHelp: 'À lire partout. EPUB',
    feed: 'Les nouveaux essais en flux',
    feedHelp: 'Pour en être averti par un lecteur de flux. Atom',
    alsoAs: '\u00a0; aussi en ',
    and: ' et ',
    comments: 'Les nouveaux commentaires en flux',
    commentsHelp: 'Ce que les lecteurs écrivent de tous les essais. Atom',
    explanation:
      'Ceci est un flux. Copiez l’adresse de cette page dans un lecteur de flux, et chaque nouvel essai viendra à vous, en entier.',
  },

  home: {
    essays: 'Les essais',
    newEssays: 'Nouveaux essais',
    otherEssays: 'Autres essais',
    all: (essays) => `Tous les ${essays}`,
    andAllSeries: { before: ', et ', link: 'toutes les séries' },
    authors: 'Les auteurs',
    author: 'L’auteur',
  },

  essays: {
    description: (inOrder) =>
      `Tous les essais de ce site${inOrder ? ' dans l’ordre de lecture' : ', du plus récent au plus ancien'}, chacun avec son auteur, sa date et sa longueur.`,
    all: 'Tous les essais',
    newest: (count) =>
      `Voici les plus récents. Tous les ${count}, du plus ancien au plus récent\u00a0:`,
    range: (first, last) => (first === last ? `Essai ${first}` : `Essais ${first} à ${last}`),
    rangeOf: (name, range) => `${name}\u00a0: ${range.toLowerCase()}`,
    rangeDescription: (range, name) =>
      `${range}${name === undefined ? '' : ` (${name})`} dans l’ordre de leur publication ici.`,
    pages: 'Pages',
    years: 'Années',
    publishedHere: (day) => `publié ici le ${day}`,
    newer: 'Essais plus récents',
    older: 'Essais plus anciens',
    toNewest: 'Les essais les plus récents',
  },

  series: {
    description: 'Des essais à lire ensemble, et dans l’ordre.',
    one: (length) => `Une série\u00a0: ${length}`,
    whole: { link: 'Une série', after: ', entière\u00a0: ' },
    card: 'Une série',
    wholeTitle: (title) => `${title}, la série entière`,
    wholeDescription: (standfirst) => `Sur une page\u00a0: ${standfirst}`,
    imprint: (site, address, day) => `${site}, ${address}, état du ${day}`,
    inOrder: 'Dans l’ordre',
    contents: 'Sommaire',
    preface: 'Préface',
    afterword: 'Postface',
    questions: 'Questions à débattre',
    discussions: 'Les discussions',
    appendix: 'Annexe',
    part: (number, of) => `Partie ${number} sur ${of}`,
  },

  topics: {
    description: 'De quoi parlent les essais, sujet par sujet, et combien il y en a de chacun.',
    descriptionOf: (topic, essays) =>
      `Ce qui est écrit ici sur «\u00a0${topic}\u00a0»\u00a0: ${essays}.`,
    kind: 'Sujet',
  },

  authors: {
    description: (unsigned) =>
      `Qui a écrit les essais que l’on lit ici, par nom de famille${unsigned ? ', et ce que personne n’a signé' : ''}.`,
    unsignedDescription: (copies) =>
      copies
        ? 'Des essais qui ne portent pas de nom dans les copies que nous avons.'
        : 'Des essais qui ne portent pas de nom.',
    all: (authors) => `Tous les ${authors}`,
    allHeading: 'Tous les auteurs',
    others: 'Autres',
    letter: (letter) => `Auteurs\u00a0: ${letter}`,
    letterDescription: (letter) => `Les auteurs dont le nom de famille est rangé sous ${letter}.`,
    allLetters: 'Toutes les lettres',
    imported: 'Écrit ici.',
    kind: 'Auteur',
    seriesKind: 'Série',
  },

  search: {
    description: (discussions, authors) =>
      `Chercher dans le texte des essais${discussions ? ', leurs discussions' : ''}${authors ? ', et ce que l’on sait de leurs auteurs' : ''}.`,
    field: 'Chercher',
    noScript:
      'Pour chercher, un navigateur doit exécuter des scripts, et le vôtre ne le fait pas. Voici tout ce qu’il y a.',
    script: {
      searching: 'Recherche …',
      found: 'Trouvé pour «\u00a0{words}\u00a0»\u00a0: {pages}',
      one: '1 page',
      many: '{count} pages',
      none: 'aucune page',
      more: '{count} de plus',
      failed: 'La recherche n’a pas pu être chargée. Voici tout ce qu’il y a.',
    },
  },

  notFound: {
    title: 'Page introuvable',
    description: 'Il n’y a rien à cette adresse. Voici ce qu’il y a.',
  },

  book: {
    discussion: 'La discussion de cet essai',
    sources: 'Les sources',
    about: 'À propos de ce livre',
    thisBook: 'Ce livre',
    madeFrom: { before: 'Fait à partir de ', after: (day) => `, état du ${day}.` },
    setIn: (typeface) => ` Composé en ${typeface}.`,
    title: 'Titre',
    passages: 'Paragraphes',
    landmarks: 'Repères',
    essays: 'Les essais',
    accessibility: (pictures) =>
      `${pictures ? 'Toutes les images sont décrites. ' : 'Tout le livre est du texte. '}Il a un seul ordre, des titres, une table des matières, et des notes qui mènent là et en reviennent.`,
  },

  privacy: {
    withoutComments: [
      'Ces pages ne posent aucun cookie, ne comptent aucune visite et ne demandent rien à aucun autre site\u00a0: caractères et images viennent du même endroit que les mots. Leur seul script est le choix entre clair et sombre, et ce que vous y choisissez reste dans votre navigateur. Ce que l’hébergeur du site écrit dans ses journaux, c’est à lui de le dire.',
    ],
    withComments: (host) => [
      'Ces pages ne posent aucun cookie, ne comptent aucune visite et, tant que vous n’envoyez pas de commentaire, ne demandent rien à aucun autre site\u00a0: caractères et images viennent du même endroit que les mots. Elles ont deux scripts, le choix entre clair et sombre, qui garde votre choix dans votre navigateur, et celui qui envoie un commentaire. Ce que l’hébergeur du site écrit dans ses journaux, c’est à lui de le dire.',
      `Un commentaire part vers ${host} quand vous appuyez sur Envoyer, et rien n’y part avant. Le nom que vous donnez, vos mots et l’heure sont conservés\u00a0; aucune adresse électronique n’est demandée. À la place de votre adresse réseau se trouve un nombre qui ne permet pas de la retrouver et qui empêche que quelqu’un envoie trop à la fois. Ce que la rédaction approuve devient une partie de la page, et d’un fichier à côté d’elle, comments.json.`,
      'Ce que les lecteurs écrivent se trouve sous les essais, avec leurs propres mots.',
    ],
  },

  contact: { before: 'Vous pouvez nous joindre à ', after: '.' },

  moved: {
    title: 'Déplacée',
    before: 'Cette page a changé de place\u00a0: ',
    link: 'la voici',
    after: '.',
  },
};

const essayBy = (names?: string) =>
  names === undefined ? 'un essai non signé' : `un essai de ${names}`;

const numbers: Record<number, string> = {
  0: 'aucun',
  1: 'un',
  2: 'deux',
  3: 'trois',
  4: 'quatre',
  5: 'cinq',
  6: 'six',
  7: 'sept',
  8: 'huit',
  9: 'neuf',
  10: 'dix',
  11: 'onze',
  12: 'douze',
};
