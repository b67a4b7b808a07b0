// An answer as a handler makes it, and as it goes over the wire. Thread: any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::http {

struct Response {
    unsigned status = 200;
    std::string_view content_type = "application/json";
    std::string body;
    std::string etag;      // without quotes; empty: none
    std::string location;  // empty: none
    std::string allow;     // of a 405; empty: none
    std::string
        file_name;  // the body is a file that somebody wrote: to be saved, never shown; empty: it is ours
    bool challenge = false;  // of a 401: WWW-Authenticate
};

/// Appends head and body. `date`: of the header field; `with_body` false: as for HEAD.
void write_response(std::string& out, const Response& response, std::string_view date, bool keep_alive,
                    bool with_body);

/// "Sun, 06 Nov 1994 08:49:37 GMT" of seconds since the epoch. Source: RFC 9110 section 5.6.7.
std::string http_date(std::int64_t seconds);

}  // namespace waymark::http
