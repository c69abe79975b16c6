import type { Product, Statement } from './shape'

/**
 * The privacy statements of the demo campaigns (trust.md §5.2 P4: the firm and Europace's own controller, storage,
 * rights). A real campaign has its advisor's own text; a changed text is a new row with a new id.
 */
type DemoStatement = Omit<Statement, 'versionId' | 'date'> & { id: string; validFrom: string }

type Receiver = { name: string; role: { de: string; en: string }; url: string }
const platform = (name: string, de: string, en: string): Receiver => ({
  name,
  role: {
    de: `Verantwortlich für die Plattform Europace, auf der Ihr Vorgang für ${de} angelegt wird`,
    en: `Controller for the Europace platform, on which your case for ${en} is opened`,
  },
  url: 'https://www.europace.de/datenschutz/',
})

/** Who beside the firm gets the details of a person, and how the text says so. */
const receivers: {
  readonly [P in Product]: { list: readonly Receiver[]; de: string; en: string }
} = {
  baufinanzierung: {
    list: [platform('Hypoport Mortgage Market GmbH', 'Baufinanzierungen', 'mortgages')],
    de: 'an die Musterberatung und an die Plattform Europace. Für die Plattform ist die Hypoport Mortgage Market GmbH selbst verantwortlich.',
    en: 'to Musterberatung and to the Europace platform. Hypoport Mortgage Market GmbH is itself responsible for the platform.',
  },
  ratenkredit: {
    list: [
      {
        name: 'Dr. Klein Ratenkredit GmbH',
        role: {
          de: 'Empfängt Ihre Anfrage, legt Ihren Vorgang an und vermittelt Ratenkredite; dafür selbst verantwortlich',
          en: 'Receives your enquiry, opens your case and arranges consumer loans; itself responsible for that',
        },
        url: 'https://www.drklein.de/datenschutz.html',
      },
      platform('Europace Ratenkredit GmbH', 'Ratenkredite', 'consumer loans'),
    ],
    de: 'an die Musterberatung, an die Dr. Klein Ratenkredit GmbH und an die Plattform Europace. Dr. Klein Ratenkredit und, für die Plattform, die Europace Ratenkredit GmbH sind jeweils selbst verantwortlich.',
    en: 'to Musterberatung, to Dr. Klein Ratenkredit GmbH and to the Europace platform. Dr. Klein Ratenkredit and, for the platform, Europace Ratenkredit GmbH are each responsible themselves.',
  },
}

function statementFor(product: Product, id: string, validFrom: string): DemoStatement {
  const { list, de, en } = receivers[product]
  return {
    id,
    validFrom,
    title: { de: 'Datenschutzhinweise der Musterberatung', en: 'Privacy notice of Musterberatung' },
    controllers: [
      {
        name: 'Musterberatung, Musterstraße 1, 50667 Köln',
        role: {
          de: 'Verantwortlich für Ihre Anfrage und für die Beratung',
          en: 'Controller for your enquiry and for the advice',
        },
      },
      ...list,
    ],
    body: {
      de: [
        'Wer ist verantwortlich? Die Musterberatung verarbeitet Ihre Angaben, um Ihre Anfrage zu beantworten. Sie erreichen uns unter datenschutz@example.org oder 0221 123456.',
        `Wer bekommt Ihre Angaben? Wenn Sie absenden, gehen Ihre Angaben ${de} Banken erhalten Ihre Angaben erst, wenn Sie es mit der Beratung vereinbaren.`,
        'Wozu und auf welcher Grundlage? Wir brauchen Ihre Angaben für die Schritte vor einem Vertrag, um die Sie uns bitten (Artikel 6 Absatz 1 Buchstabe b der Datenschutz-Grundverordnung). Beim Absenden gibt es keine Anfrage bei der Schufa.',
        'Welche Angaben sind nötig? Pflichtfelder brauchen wir, um Ihre Anfrage zu beantworten. Alle anderen Angaben sind freiwillig.',
        'Wie lange? Ein Entwurf wird verschlüsselt gespeichert und gelöscht, wenn Sie 24 Stunden lang nichts eingeben. Gesendete Angaben löschen wir hier spätestens 30 Tage, nachdem Ihr Vorgang angelegt wurde. Der Vorgang selbst bleibt bei der Beratung, solange sie ihn braucht oder aufbewahren muss.',
        'Kopie per E-Mail? Nur wenn Sie es beim Absenden ankreuzen, schicken wir Ihnen mit der Bestätigung eine Kopie als PDF. E-Mails sind nicht verschlüsselt, und die Kopie enthält alle Ihre Angaben (Artikel 6 Absatz 1 Buchstabe a). Nach dem Absenden können Sie die Kopie auch ohne E-Mail herunterladen.',
        'Ihre Rechte: Sie können Auskunft, Berichtigung, Löschung, Einschränkung und die Herausgabe Ihrer Daten verlangen und der Verarbeitung widersprechen. Sie können sich bei einer Aufsichtsbehörde beschweren, zum Beispiel bei der Landesbeauftragten für Datenschutz und Informationsfreiheit Nordrhein-Westfalen.',
        'Sie fragen zu zweit an? Bitte geben Sie diese Hinweise auch der zweiten Person, bevor Sie absenden.',
      ],
      en: [
        'Who is responsible? Musterberatung processes your details in order to answer your enquiry. You can reach us at datenschutz@example.org or +49 221 123456.',
        `Who receives your details? When you send, your details go ${en} Banks receive your details only when you agree on it with your adviser.`,
        'What for and on what basis? We need your details for the steps before a contract that you ask us to take (Article 6(1)(b) of the General Data Protection Regulation). Sending does not trigger a credit check.',
        'Which details are necessary? We need the mandatory fields to answer your enquiry. All other details are optional.',
        'For how long? A draft is stored encrypted and deleted if you enter nothing for 24 hours. We delete what you sent at the latest 30 days after your case was opened. The case itself stays with your adviser for as long as they need it or must keep it.',
        'A copy by email? Only if you tick the box when you send, we send you a copy as PDF with the confirmation. Emails are not encrypted, and the copy contains all your details (Article 6(1)(a)). After sending you can also download the copy without email.',
        'Your rights: you may ask for access, correction, erasure, restriction and a copy of your data, and you may object to the processing. You may complain to a supervisory authority, for example the data protection commissioner of North Rhine-Westphalia.',
        'Are there two of you? Please give this notice to the second person too before you send.',
      ],
    },
  }
}

export const demoStatements: { readonly [P in Product]: DemoStatement } = {
  baufinanzierung: statementFor('baufinanzierung', '5a000000-0000-4000-8000-000000000010', '2026-11-01'),
  ratenkredit: statementFor('ratenkredit', '5a000000-0000-4000-8000-000000000012', '2026-11-21'),
}
