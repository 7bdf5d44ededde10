"use server";

import { FactRef } from "@/lib/personas/behind/model";
import { PersonaInput, PersonaRef, PersonaUpdate } from "@/lib/personas/model";
import * as personas from "@/lib/personas/mutations";
import { NoteInput, NoteRef, NoteUpdate } from "@/lib/personas/notes/model";
import * as notes from "@/lib/personas/notes/mutations";
import { DriftRef, PinInput } from "@/lib/personas/pins/model";
import * as pins from "@/lib/personas/pins/mutations";
import { action } from "@/lib/web/action";

export const createPersona = action(PersonaInput, personas.createPersona);
export const updatePersona = action(PersonaUpdate, personas.updatePersona);
export const duplicatePersona = action(PersonaRef, personas.duplicatePersona);
export const archivePersona = action(PersonaRef, personas.archivePersona);
export const restorePersona = action(PersonaRef, personas.restorePersona);
export const pinFact = action(PinInput, pins.pinFact);
export const unpinFact = action(FactRef, pins.unpinFact);
export const acceptDrift = action(DriftRef, pins.acceptDrift);
export const undoAccept = action(DriftRef, pins.undoAccept);
export const addNote = action(NoteInput, notes.addNote);
export const changeNote = action(NoteUpdate, notes.changeNote);
export const removeNote = action(NoteRef, notes.removeNote);
export const restoreNote = action(NoteRef, notes.restoreNote);
