import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { SidePanel } from "@/components/ui/side-panel";
import { titleOf } from "@/lib/customers/customer";
import { ConsentList } from "./consent-list";
import { Identity, identityLead, type PersonView, Reservations } from "./identity";

/** One person beside the list: the head of the profile, and the way to all of it. */
export function CustomerPeek({ closeHref, ...view }: PersonView & { closeHref: string }) {
  const { customer, timeZone, today } = view;
  return (
    <SidePanel
      title={titleOf(customer)}
      lead={identityLead(view)}
      closeHref={closeHref}
      action={
        <ButtonLink size="sm" href={`/customers/${customer.id}`}>
          Open profile
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-5">
        <Reservations customer={customer} timeZone={timeZone} today={today} />
        <Identity {...view} />
        <section>
          <h3 className="mb-2 text-sm font-semibold">Consent</h3>
          <ConsentList lines={customer.consentLines} timeZone={timeZone} today={today} />
        </section>
        <section>
          <h3 className="mb-2 text-sm font-semibold">
            Segments <span className="num font-normal text-ink-3">{customer.segments.length}</span>
          </h3>
          {customer.segments.length === 0 ? (
            <p className="text-sm text-ink-3">In no segment.</p>
          ) : (
            <ul className="flex flex-col gap-1 text-sm">
              {customer.segments.map((segment) => (
                <li key={segment.id}>
                  <Link
                    href={`/segments/${segment.id}`}
                    className="inline-flex min-h-6 items-center hover:underline"
                  >
                    {segment.name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </SidePanel>
  );
}
