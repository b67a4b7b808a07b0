// The program's letters as the operator has set them up: own templates from a folder, names, mailboxes. Read
// at the start, before anything serves. And what the service looks up for a letter.
#pragma once

#include <memory>

#include "adapters/http/door.hpp"
#include "daemon/configuration.hpp"
#include "workflows/partner/correspondence.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::daemon {

/// The letters' side of the door.
http::LetterDesk letter_desk(const partner::Correspondence& correspondence, runtime::Service& service);

/// Errors: "bad-template", place file:line:column; "bad-configuration": the folder cannot be read.
Result<std::shared_ptr<const partner::Correspondence>> read_correspondence(
    const Configuration& configuration);

}  // namespace waymark::daemon
