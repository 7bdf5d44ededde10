// The actions on personas: who may call each, and an input that names fresh rows of a workspace.
import * as make from "@/db/factories";
import { newId } from "@/lib/ids";
import { EDITORS, type Row, type Scene } from "./matrix";

/** A segment that the holder owns. */
const heldSegment = async (at: Scene) =>
  (
    await make.makeSegment(at, {
      name: `${at.marker} ${newId().slice(-8)}`,
      members: [at.customer.no],
      ownerId: at.holder,
    })
  ).id;
export const persona = async (at: Scene, updatedAt = new Date()) =>
  (await make.makePersona(at, { name: at.marker, segmentId: await heldSegment(at), updatedAt })).id;
const note = async (at: Scene, updatedAt = new Date()) =>
  (await make.makeNote(at, { title: at.marker, personaId: await persona(at), updatedAt })).id;
const personaFields = {
  name: "A name",
  tagline: "",
  story: "",
  quote: "",
  journeyStage: null,
  statements: [],
  facts: [],
};
const noteFields = { title: "In the shop", heldOn: "2026-05-01", who: "", text: "", quotes: [] };

export const PERSONA_ROWS: Record<string, Row> = {
  createPersona: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ segmentId: await heldSegment(at), ...personaFields }),
  },
  updatePersona: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => {
      const updatedAt = new Date();
      return {
        personaId: await persona(at, updatedAt),
        updatedAt: updatedAt.toISOString(),
        ...personaFields,
      };
    },
  },
  duplicatePersona: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ personaId: await persona(at) }),
  },
  archivePersona: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ personaId: await persona(at) }),
  },
  restorePersona: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ personaId: await persona(at) }),
  },
  pinFact: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ personaId: await persona(at), key: "country:LV" }),
  },
  unpinFact: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ personaId: await persona(at), key: "country:LV" }),
  },
  acceptDrift: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ personaId: await persona(at) }),
  },
  undoAccept: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ personaId: await persona(at) }),
  },
  addNote: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ personaId: await persona(at), ...noteFields }),
  },
  changeNote: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => {
      const updatedAt = new Date();
      const noteId = await note(at, updatedAt);
      return { noteId, updatedAt: updatedAt.toISOString(), ...noteFields };
    },
  },
  removeNote: { may: EDITORS, held: ["member"], input: async (at) => ({ noteId: await note(at) }) },
  restoreNote: { may: EDITORS, held: ["member"], input: async (at) => ({ noteId: await note(at) }) },
};
