#include "workflows/partner/recipients.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "states/unicode.hpp"
#include "workflows/partner/data.hpp"
#include "workflows/partner/plain_text.hpp"
#include "workflows/partner/presence.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using runtime::InstancePtr;
using states::Value;
using Roles = std::span<const std::string_view>;

constexpr std::array<std::string_view, 1> pam = {"pam"}, lead = {"lead"}, support = {"support"},
                                          support_lead = {"support-lead"}, finance = {"finance"},
                                          architect = {"architect"}, manager = {"customer-manager"},
                                          coordinator = {"coordinator"};
constexpr std::array<std::string_view, 2> team = {"coordinator", "lead"};

/// An audience of the provider's staff.
struct Staff {
    std::string_view audience;
    Roles roles;             // who belongs to it
    std::string_view field;  // of the message: the one person it means, when it names one
};
constexpr std::array staff = {
    Staff{"pam", pam, ""},
    Staff{"lead", lead, ""},
    Staff{"support", support, ""},
    Staff{"support-lead", support_lead, ""},
    Staff{"team", team, ""},
    Staff{"finance", finance, ""},
    Staff{"architect", architect, "architect"},
    Staff{"customer-manager", manager, "manager"},
    Staff{"marketing", coordinator, ""},
};

constexpr std::string_view mailbox_prefix = "mailbox:";

Language language_in(const Value& locale) { return language_of(locale.string_or("ru")); }

/// Whom a text names by id, if he is here.
InstancePtr person_in(const Value& id_text, runtime::Inquiry& inquiry) {
    const auto id = runtime::parse_instance_id(id_text.string_or(""));
    const InstancePtr person = id ? inquiry.instance(*id) : nullptr;
    return person && person->definition->workflow == "person" && person->state.running ? person : nullptr;
}

class Finder {
  public:
    Finder(const runtime::OutboxRow& row, runtime::Inquiry& inquiry, const Mailboxes& mailboxes)
        : row_(row), inquiry_(inquiry), mailboxes_(mailboxes) {}

    Result<std::vector<Addressee>> find() {
        const std::string& audience = row_.notification.audience;
        if (audience == "partner") return partner(partner_of(row_.instance, inquiry_));
        if (audience == "prospect") return prospect();
        const auto* known = std::ranges::find(staff, audience, &Staff::audience);
        if (known != staff.end()) return of_staff(*known);
        return Error{
            "nobody-to-write", "There is no audience \"" + audience + "\"; correct the chart.", {}, {}};
    }

  private:
    void add(Addressee addressee) {
        if (addressee.address.empty()) return;
        if (seen_.insert(states::lower_case(addressee.address)).second)
            found_.push_back(std::move(addressee));
    }

    void add_contacts(const Instance& of, bool everybody) {
        const Value& contacts = datum(of, "contacts");
        if (!contacts.is_array()) return;
        for (const Value& contact : contacts.array()) {
            const auto role = contact["role"].string_or("");
            if (!everybody && role != "owner" && role != "admin") continue;
            const Value revealed = inquiry_.reveal(contact);
            add({std::string(contact["email"].string_or("")), one_line(revealed["name"].string_or("")),
                 std::string(revealed["email"].string_or("")), language_in(datum(of, "locale")), true,
                 partner_});
        }
    }

    void add_person(const Instance& person, Language otherwise, bool of_partner) {
        const Value& locale = datum(person, "locale");
        const Value address = inquiry_.reveal(datum(person, "email"));
        const Value name = inquiry_.reveal(datum(person, "name"));
        add({to_text(person.id), one_line(name.string_or("")), std::string(address.string_or("")),
             locale.is_string() ? language_in(locale) : otherwise, of_partner, partner_});
    }

    [[nodiscard]] static bool acts(const Instance& person, Roles roles) {
        const Value& held = datum(person, "roles");
        return person.state.running && held.is_array() &&
               std::ranges::any_of(held.array(), [&](const Value& role) {
                   return std::ranges::find(roles, role.string_or("")) != roles.end();
               });
    }

    /// Owners and administrators among its contacts; else all contacts; else its people who act here.
    Result<std::vector<Addressee>> partner(const InstancePtr& of) {
        partner_ = of;
        if (of) {
            add_contacts(*of, false);
            if (found_.empty()) add_contacts(*of, true);
            if (found_.empty()) add_people_of(*of);
        }
        if (found_.empty())
            return nobody("The partner has no contact with an e-mail address; add one to its contacts.");
        return std::move(found_);
    }

    void add_people_of(const Instance& of) {
        constexpr std::array<std::string_view, 2> roles = {"partner-owner", "partner-admin"};
        for (const InstancePtr& person : inquiry_.all("person"))
            if (datum(*person, "partner").string_or("") == to_text(of.id) && acts(*person, roles))
                add_person(*person, language_in(datum(of, "locale")), true);
    }

    Result<std::vector<Addressee>> prospect() {
        const InstancePtr onboarding = inquiry_.instance(row_.instance);
        if (onboarding) {
            add_contacts(*onboarding, false);
            if (found_.empty()) add_contacts(*onboarding, true);
            if (const auto person = found_.empty() ? inquiry_.instance(onboarding->parent) : nullptr)
                add_person(*person, language_in(datum(*onboarding, "locale")), true);
        }
        if (found_.empty())
            return nobody(
                "The application names no contact with an e-mail address; ask for one by telephone "
                "or in the portal.");
        return std::move(found_);
    }

    Result<std::vector<Addressee>> of_staff(const Staff& audience) {
        partner_ = partner_of(row_.instance, inquiry_);
        if (!add_the_one(audience))
            for (const InstancePtr& person : inquiry_.all("person"))
                if (acts(*person, audience.roles)) add_person(*person, Language::ru, false);
        if (found_.empty())
            if (const auto mailbox = mailboxes_.find(audience.audience); mailbox != mailboxes_.end())
                add({std::string(mailbox_prefix) + mailbox->first, "", mailbox->second, Language::ru, false,
                     partner_});
        const std::string name(audience.audience);
        std::string key = name;
        std::ranges::replace(key, '-', '_');
        if (found_.empty())
            return nobody("Nobody of the audience \"" + name +
                          "\" has an e-mail address: give a person one (`waymark person send ID address.set "
                          "email=…`), or set letters.mailbox." +
                          key + ".");
        return std::move(found_);
    }

    /// The person whom the message names, or for "pam" who looks after the partner, and who stands in for
    /// him; false: nobody, who has an address.
    bool add_the_one(const Staff& audience) {
        const InstancePtr person = audience.audience == "pam" ? account_manager(row_.instance, inquiry_)
                                   : audience.field.empty()
                                       ? nullptr
                                       : person_in(row_.notification.fields[audience.field], inquiry_);
        if (!person) return false;
        add_person(*person, Language::ru, false);
        if (const auto deputy = inquiry_.instance(acting_deputy(*person)); deputy && deputy->state.running)
            add_person(*deputy, Language::ru, false);
        return !found_.empty();
    }

    static Error nobody(std::string message) { return {"nobody-to-write", std::move(message), {}, {}}; }

    const runtime::OutboxRow& row_;
    runtime::Inquiry& inquiry_;
    const Mailboxes& mailboxes_;
    InstancePtr partner_;
    std::set<std::string> seen_;
    std::vector<Addressee> found_;
};

}  // namespace

const std::vector<std::string>& staff_audiences() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Staff& each : staff) all.emplace_back(each.audience);
        return all;
    }();
    return names;
}

Result<std::vector<Addressee>> addressees(const runtime::OutboxRow& row, runtime::Inquiry& inquiry,
                                          const Mailboxes& mailboxes) {
    return Finder(row, inquiry, mailboxes).find();
}

runtime::InstancePtr partner_of(runtime::InstanceId instance, runtime::Inquiry& inquiry) {
    auto at = inquiry.instance(instance);
    while (at && at->definition->workflow != "partner") at = inquiry.instance(at->parent);
    return at;
}

runtime::InstancePtr account_manager(runtime::InstanceId instance, runtime::Inquiry& inquiry) {
    const auto partner = partner_of(instance, inquiry);
    const auto of = partner ? partner : inquiry.instance(instance);
    return of ? person_in(datum(*of, "pam"), inquiry) : nullptr;
}

}  // namespace waymark::partner
