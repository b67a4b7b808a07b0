// What the HTTP side is lent of imports: the desk's findings and the book's changes as values.
#pragma once

#include "adapters/http/door.hpp"
#include "workflows/partner/imports/import_desk.hpp"

namespace waymark::daemon {

/// `desk` outlives it.
http::ImportBooks import_books(partner::ImportDesk& desk);

}  // namespace waymark::daemon
