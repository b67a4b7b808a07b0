// Whom a message goes to: the audiences of the charts ("partner", "pam", "team" …) turned into people and
// mailboxes with an address and a language. Looks up what is true now; remembers nothing. Thread: that of the
// inquiry.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "workflows/partner/wording.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// By audience: the address that is written to when no person of it has one.
using Mailboxes = std::map<std::string, std::string, std::less<>>;

struct Addressee {
    std::string id;             // a person's id, the subject's name of a contact's address, or "mailbox:team"
    std::string name, address;  // revealed; the name of a mailbox is empty
    Language language = Language::ru;
    bool of_partner = false;       // or of somebody who wants to become one
    runtime::InstancePtr partner;  // whose letter it is; nullptr: of no partner
};

/// The audiences that a mailbox can stand in for.
const std::vector<std::string>& staff_audiences();

/// Each address once. Errors: "nobody-to-write": there is nobody with an address; the message says where one
/// is missing, and names no one.
Result<std::vector<Addressee>> addressees(const runtime::OutboxRow& row, runtime::Inquiry& inquiry,
                                          const Mailboxes& mailboxes);

/// The partner that an instance belongs to, the nearest one above it; nullptr: none.
runtime::InstancePtr partner_of(runtime::InstanceId instance, runtime::Inquiry& inquiry);

/// The person who looks after the partner, or after the company that wants to become one; nullptr: nobody, or
/// he has left.
runtime::InstancePtr account_manager(runtime::InstanceId instance, runtime::Inquiry& inquiry);

}  // namespace waymark::partner
