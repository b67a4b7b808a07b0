#include "workflows/partner/program.hpp"

#include "workflows/partner/attachments/attachments.hpp"
#include "workflows/partner/campaigns.hpp"
#include "workflows/partner/embedded.hpp"
#include "workflows/partner/facts.hpp"
#include "workflows/partner/functions.hpp"
#include "workflows/partner/imports/import_desk.hpp"
#include "workflows/partner/interviews.hpp"
#include "workflows/partner/policy.hpp"
#include "workflows/partner/presence.hpp"
#include "workflows/partner/publications.hpp"
#include "workflows/partner/qualification.hpp"
#include "workflows/partner/questions.hpp"
#include "workflows/partner/reviews.hpp"
#include "workflows/partner/roles.hpp"
#include "workflows/partner/tin.hpp"
#include "workflows/partner/work.hpp"

namespace waymark::partner {

namespace {

using states::Value;

Error form_invalid(std::string place, std::string message) {
    Value::Array violations{Value::Object{{"pointer", place}, {"message", message}}};
    return {"form-invalid", std::move(message), std::move(place),
            Value::Object{{"violations", std::move(violations)}}};
}

Done check_partner(const Value& data) {
    const Value& tin = data["tin"];
    if (tin.is_string() && !tin_valid(tin.string()))
        return form_invalid("/tin",
                            "The taxpayer number's check digits are wrong: look for a slip of the pen.");
    const Value& signed_on = data["agreement"]["date"];
    if (signed_on.is_string() && !parse_date(signed_on.string()))
        return form_invalid("/agreement/date", "There is no such date.");
    return done();
}

Done check_person(const Value& data) {
    const bool of_partner = data["partner"].is_string();
    const Value::Array& roles = data["roles"].array();
    const bool prospect = !of_partner && roles[0] == Value(prospect_role);
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const std::string& role = roles[i].string();
        if (of_partner ? is_partner_role(role) : prospect ? role == prospect_role : is_staff_role(role))
            continue;
        return form_invalid("/roles/" + std::to_string(i),
                            of_partner ? "A partner's person holds a partner's roles only."
                            : prospect || role == prospect_role
                                ? "A prospect holds no other role."
                                : "A partner's role needs the partner: name it in \"partner\".");
    }
    return done();
}

Done check_start(std::string_view workflow, const Value& data) {
    if (workflow == "partner") return check_partner(data);
    if (workflow == "person") return check_person(data);
    if (workflow == "edition") return check_draft(data);
    return done();
}

using MayRead = decltype(runtime::Program::may_read);

/// An attachment is known of with what it belongs to, if its kind is for him.
MayRead with_attachments(std::shared_ptr<const Belongings> belongings, MayRead others) {
    return [belongings = std::move(belongings), others = std::move(others)](
               const runtime::Actor& actor, std::string_view workflow, runtime::FamilyId family,
               runtime::InstanceId id) {
        if (workflow != "attachment" || actor.person.number == 0) return others(actor, workflow, family, id);
        const auto to = belongings->find(id);
        return to && may_read_attachment(actor, to->kind) && others(actor, to->workflow, family, to->of);
    };
}

Done takes_slice(const runtime::Actor& actor, const runtime::Instance& instance, std::uint32_t number,
                 std::string_view bytes) {
    return instance.definition->workflow == "attachment"
               ? takes_attachment_part(actor, instance, number, bytes)
               : takes_part(actor, instance, number, bytes);
}

/// Who may see and do what, and whose work it is.
void set_access(runtime::Program& program) {
    for (const auto& document : program.documents)
        CHECK(has_policy(document.workflow),
              "policy_table.hpp has no row for the workflow " + document.workflow + ": nobody could read it");
    const auto assignments = std::make_shared<Assignments>();
    const auto presence = std::make_shared<Presence>();
    program.observers.emplace_back(
        "interview", [assignments](const runtime::Instance& interview) { assignments->take(interview); });
    program.observers.emplace_back("person",
                                   [presence](const runtime::Instance& person) { presence->take(person); });
    program.may_read = [assignments, presence](const runtime::Actor& actor, std::string_view workflow,
                                               runtime::FamilyId family, runtime::InstanceId id) {
        if (may_read(actor, workflow, family)) return true;
        if (!may_read(actor, workflow, family, true)) return false;
        return assignments->include(actor.person, id) ||
               std::ranges::any_of(presence->absent_behind(actor.person), [&](runtime::InstanceId absent) {
                   return assignments->include(absent, id);
               });
    };
    const auto belongings = std::make_shared<Belongings>();
    program.observers.emplace_back("attachment",
                                   [belongings](const runtime::Instance& each) { belongings->take(each); });
    program.may_read = with_attachments(belongings, std::move(program.may_read));
    program.may_see = may_see;
    program.may_see_field = [](const runtime::Actor& actor, std::string_view workflow,
                               std::string_view message, std::string_view field) {
        return !names_member(workflow, message, field) || may_see(actor, workflow, message, field);
    };
    program.may_read_messages_to = may_read_messages_to;
    program.may_set = may_set;
    program.may_read_book = may_read_book;
    program.may_operate = may_operate;
    // What was the work of somebody who has left is nobody's.
    program.assigned_to = [presence](const runtime::Instance& instance, const runtime::Instance& root) {
        const auto person = assigned_to(instance, root);
        return presence->is_here(person) ? person : runtime::InstanceId{};
    };
    program.stands_in = [presence](runtime::InstanceId person, runtime::InstanceId other, Instant) {
        return presence->stands_in(person, other);
    };
}

/// The import is asked for first: one that comes meanwhile has the list made once more.
Value campaign_list(const Assessor& assessor, const runtime::Asking& asking) {
    const auto import = assessor.newest_import();
    return candidates(asking, assessor.nearness_by(assessor.evidence_by(asking.inquiry)))
        .with("import", import);
}

}  // namespace

const Rulebook& shipped_rulebook() {
    static const Rulebook rulebook = [] {
        auto read = read_rulebook(embedded::calendar_toml, "calendar.toml");
        CHECK(read.ok(), read.error().place + ": " + read.error().message);
        const auto qualified = read_qualification(embedded::qualification_toml, "qualification.toml", *read);
        CHECK(qualified.ok(), qualified.error().place + ": " + qualified.error().message);
        return std::move(read).value();
    }();
    return rulebook;
}

const Editions& shipped_editions() {
    static const Editions editions = [] {
        auto r1 = read_edition(embedded::r1_toml, "r1.toml");
        CHECK(r1.ok(), r1.error().place + ": " + r1.error().message);
        auto all = Editions::of({*std::move(r1)});
        CHECK(all.ok(), all.error().message);
        return *std::move(all);
    }();
    return editions;
}

const states::Functions& chart_functions() {
    static const states::Functions functions = [] {
        states::Functions all;
        add_functions(all, shipped_rulebook());
        return all;
    }();
    return functions;
}

runtime::Program partner_program(std::shared_ptr<const ConsumptionBook> consumption) {
    runtime::Program program;
    program.documents = {
        {"partner", std::string(embedded::partner_scxml), "partner.scxml"},
        {"notice", std::string(embedded::notice_scxml), "notice.scxml"},
        {"specialization", std::string(embedded::specialization_scxml), "specialization.scxml"},
        {"person", std::string(embedded::person_scxml), "person.scxml"},
        {"onboarding", std::string(embedded::onboarding_scxml), "onboarding.scxml"},
        {"presale", std::string(embedded::presale_scxml), "presale.scxml"},
        {"application", std::string(embedded::application_scxml), "application.scxml"},
        {"interview", std::string(embedded::interview_scxml), "interview.scxml"},
        {"window", std::string(embedded::window_scxml), "window.scxml"},
        {"revocation", std::string(embedded::revocation_scxml), "revocation.scxml"},
        {"agreement", std::string(embedded::agreement_scxml), "agreement.scxml"},
        {"employee", std::string(embedded::employee_scxml), "employee.scxml"},
        {"solution", std::string(embedded::solution_scxml), "solution.scxml"},
        {"plan", std::string(embedded::plan_scxml), "plan.scxml"},
        {"project", std::string(embedded::project_scxml), "project.scxml"},
        {"customer", std::string(embedded::customer_scxml), "customer.scxml"},
        {"subaccount", std::string(embedded::subaccount_scxml), "subaccount.scxml"},
        {"scope", std::string(embedded::scope_scxml), "scope.scxml"},
        {"invoice", std::string(embedded::invoice_scxml), "invoice.scxml"},
        {"import", std::string(embedded::import_scxml), "import.scxml"},
        {"campaign", std::string(embedded::campaign_scxml), "campaign.scxml"},
        {"invitation", std::string(embedded::invitation_scxml), "invitation.scxml"},
        {"benefit", std::string(embedded::benefit_scxml), "benefit.scxml"},
        {"edition", std::string(embedded::edition_scxml), "edition.scxml"},
        {"attachment", std::string(embedded::attachment_scxml), "attachment.scxml"},
    };
    program.functions = &chart_functions();
    program.collections = {
        {"partners", "partner", "partner", "", ""},
        {"specializations", "specialization", "specialization", "", ""},
        {"notices", "notice", "notice", "notice.register", "partner"},
        {"persons", "person", "person", "", ""},
        {"onboardings", "onboarding", "onboarding", "onboarding.open", "person"},
        {"presales", "presale", "presale", "presale.request", "partner"},
        {"applications", "application", "application", "application.open", "partner"},
        {"interviews", "interview", "interview", "", ""},
        {"windows", "window", "window", "", ""},
        {"revocations", "revocation", "revocation", "revocation.propose", "partner"},
        {"agreements", "agreement", "agreement", "agreement.record", "partner"},
        {"employees", "employee", "employee", "employee.add", "partner"},
        {"solutions", "solution", "solution", "solution.claim", "partner"},
        {"plans", "plan", "plan", "plan.submit", "partner"},
        {"projects", "project", "project", "project.report", "partner"},
        {"customers", "customer", "customer", "customer.add", "partner"},
        {"subaccounts", "subaccount", "subaccount", "subaccount.add", "customer"},
        {"scopes", "scope", "scope", "scope.register", "customer"},
        {"invoices", "invoice", "invoice", "invoice.record", "partner"},
        {"imports", "import", "import", "", ""},
        {"campaigns", "campaign", "campaign", "", ""},
        {"invitations", "invitation", "invitation", "", ""},
        {"benefits", "benefit", "benefit", "benefit.use", "partner"},
        {"editions", "edition", "edition", "", ""},
        {"attachments", "attachment", "attachment", "attachment.add", "of"},
    };
    program.rulebook = shipped_rulebook().version;
    set_access(program);
    program.check_start = check_start;
    program.takes_slice = takes_slice;
    program.overdue = overdue;
    program.lookups = lookups();
    const auto editions = std::make_shared<EditionBook>(shipped_editions());
    program.observers.emplace_back(
        "edition", [editions](const runtime::Instance& edition) { keep(*editions, edition); });
    const auto assessor =
        std::make_shared<const Assessor>(editions, shipped_rulebook().calendar, consumption);
    program.facts = [assessor](const runtime::FactQuestion& question) { return fact(*assessor, question); };
    program.errands = {
        {"import",
         [consumption](const runtime::Instance& import, const runtime::FindInstances& find) {
             return reviews_after(import, *consumption, find);
         }},
        {"edition", reviews_before},
        {"campaign",
         [assessor](const runtime::Instance& campaign, const runtime::FindInstances&) {
             return lists_of(campaign, assessor->newest_import(), [assessor](const runtime::Asking& asking) {
                 return campaign_list(*assessor, asking);
             });
         }},
        {"campaign",
         [assessor](const runtime::Instance& campaign, const runtime::FindInstances& find) {
             return invitations_of(
                 campaign, find, [assessor](const runtime::Asking& asking, std::string_view technology) {
                     const auto known = assessor->evidence(asking.instance->id, asking.find);
                     return assessor->nearness(known, technology, asking.now);
                 });
         }},
        {"person", after_leaving}};
    program.questions = questions(assessor, shipped_rulebook().calendar, program.may_read);
    return program;
}

}  // namespace waymark::partner
