"use server";

import { PersonaInput, PersonaRef, PersonaUpdate } from "@/lib/personas/model";
import * as personas from "@/lib/personas/mutations";
import { action } from "@/lib/web/action";

export const createPersona = action(PersonaInput, personas.createPersona);
export const updatePersona = action(PersonaUpdate, personas.updatePersona);
export const acceptDrift = action(PersonaRef, personas.acceptDrift);
export const archivePersona = action(PersonaRef, personas.archivePersona);
export const restorePersona = action(PersonaRef, personas.restorePersona);
