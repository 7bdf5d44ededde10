import { Shapes } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { MissingList } from "@/components/segments/templates/missing-list";
import { TemplateCard } from "@/components/segments/templates/template-card";
import { dimensionWords } from "@/components/segments/words";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader, Section } from "@/components/ui/page-header";
import { Toolbar } from "@/components/ui/toolbar";
import { can } from "@/lib/auth/permissions";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { DIMENSIONS } from "@/lib/segments/dimension";
import { ruleSentence } from "@/lib/segments/sentence";
import { TEMPLATES } from "@/lib/segments/templates/gallery/gallery";
import { countRules, getTemplateData } from "@/lib/segments/templates/queries";
import { offerTemplates } from "@/lib/segments/templates/template";
import { pageSignal } from "@/lib/web/page-signal";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Segment templates" };

const crumbs = [{ label: "Segments", href: "/segments" }, { label: "Templates" }];

export default async function TemplatesPage({
  searchParams,
}: {
  searchParams: Promise<{ dimension?: string }>;
}) {
  const ctx = await getCtx();
  if (!can(ctx.actor.role, "segments:edit"))
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <PageBody width="reading">
          <NoPermission
            what="Making segments"
            why={`Your role (${ctx.actor.role}) reads segments.`}
            who="an owner of the workspace"
          />
        </PageBody>
      </>
    );
  const data = await getTemplateData(ctx);
  const all = offerTemplates(TEMPLATES, data);
  const { dimension } = await searchParams;
  const chosen = DIMENSIONS.find((each) => each === dimension);
  const dimensions = DIMENSIONS.filter((each) => chosen === undefined || each === chosen);
  const missing = all.missing.filter((each) => dimensions.includes(each.dimension));
  const sections = dimensions.flatMap((each) => {
    const offers = all.offers.filter((offer) => offer.dimension === each);
    return offers.length > 0 ? [{ dimension: each, offers }] : [];
  });
  const shown = sections.reduce((sum, { offers }) => sum + offers.length, 0);
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        actions={
          <ButtonLink variant="ghost" href="/segments/new">
            Begin without one
          </ButtonLink>
        }
      />
      <PageBody>
        <p className="max-w-[70ch] text-base text-ink-2">
          Segments that many teams want, filled with this workspace’s own fields, events and amounts. Only
          those that its data carries are offered; each is counted exactly and can be changed before it is
          saved.
        </p>
        <Toolbar
          label="templates"
          summary={`${formatNumber(shown)} of ${formatCount(TEMPLATES.length, "template")}`}
        >
          <FilterSelect
            label="Dimension"
            param="dimension"
            all="Every dimension"
            options={DIMENSIONS.map((value) => ({ value, label: dimensionWords(value) }))}
          />
        </Toolbar>
        {shown === 0 && (
          <EmptyState
            icon={<Shapes />}
            title={chosen ? "No template of this dimension can be offered" : "No template can be offered yet"}
            action={
              chosen ? (
                <ButtonLink href="/segments/templates">Every dimension</ButtonLink>
              ) : (
                <ButtonLink variant="primary" href="/customers/import">
                  Import customers
                </ButtonLink>
              )
            }
          >
            What each of them needs stands below.
          </EmptyState>
        )}
        {sections.map(({ dimension: each, offers }) => {
          const counts = countRules(ctx, { rules: offers.map(({ rule }) => rule) }, pageSignal());
          return (
            <Section key={each} title={dimensionWords(each)} meta={offers.length}>
              <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
                {offers.map((offer, index) => (
                  <TemplateCard
                    key={offer.key}
                    offer={offer}
                    sentence={ruleSentence(offer.rule, data.catalogue)}
                    size={
                      <Suspense fallback={<span className="text-sm text-ink-3">counting…</span>}>
                        <Size counts={counts} index={index} of={data.customers} />
                      </Suspense>
                    }
                  />
                ))}
              </ul>
            </Section>
          );
        })}
        <MissingList missing={missing} />
      </PageBody>
    </>
  );
}

async function Size({ counts, index, of }: { counts: Promise<number[] | null>; index: number; of: number }) {
  const size = await counts.then(
    (all) => all?.[index] ?? null,
    () => null,
  );
  if (size === null) return <span className="text-sm text-ink-3">not counted: it took too long</span>;
  return (
    <>
      <span className="text-md font-semibold">{formatNumber(size)}</span>
      <span className="block text-xs text-ink-3">{formatPercent(of > 0 ? size / of : 0)} of customers</span>
    </>
  );
}
