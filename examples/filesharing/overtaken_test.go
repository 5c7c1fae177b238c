package filesharing_test

import (
	"context"
	"testing"

	impl "github.com/syncgen/syncgen/examples/filesharing"
	"github.com/syncgen/syncgen/examples/internal/drive"
	"github.com/syncgen/syncgen/generated/filesharing"
	"github.com/syncgen/syncgen/generated/filesharing/accessrequesting"
	"github.com/syncgen/syncgen/generated/filesharing/foldering"
	"github.com/syncgen/syncgen/generated/filesharing/linking"
	"github.com/syncgen/syncgen/generated/filesharing/notifying"
	"github.com/syncgen/syncgen/generated/filesharing/storing"
	"github.com/syncgen/syncgen/runtime"
)

// overtaken are concepts in which somebody else is always a moment faster.
type (
	overtakenAccessRequesting struct {
		*impl.AccessRequesting
		files *impl.Storing
	}
	overtakenFoldering struct{ *impl.Foldering }
	overtakenLinking   struct {
		*impl.Linking
		files *impl.Storing
	}
	overtakenNotifying struct{ *impl.Notifying }
	overtakenStoring   struct{ *impl.Storing }
)

func (o overtakenAccessRequesting) GetItem(ctx context.Context, in accessrequesting.GetItemInput) (row accessrequesting.GetItemRow, found bool, err error) {
	row, found, err = o.AccessRequesting.GetItem(ctx, in)
	if err == nil {
		_, err = o.files.Discard(ctx, storing.DiscardInput{File: storing.File(row.Item)})
	}
	return row, found, err
}

func (o overtakenFoldering) Put(ctx context.Context, in foldering.PutInput) error {
	if _, err := o.Foldering.Delete(ctx, foldering.DeleteInput{Folder: in.Folder}); err != nil {
		return err
	}
	return o.Foldering.Put(ctx, in)
}

func (o overtakenFoldering) Delete(ctx context.Context, in foldering.DeleteInput) (foldering.DeleteOutput, error) {
	if _, err := o.Foldering.Delete(ctx, in); err != nil {
		return foldering.DeleteOutput{}, err
	}
	return o.Foldering.Delete(ctx, in)
}

func (o overtakenLinking) Follow(ctx context.Context, in linking.FollowInput) (linking.FollowOutput, error) {
	out, err := o.Linking.Follow(ctx, in)
	if err == nil {
		_, err = o.files.Discard(ctx, storing.DiscardInput{File: storing.File(out.Item)})
	}
	return out, err
}

func (o overtakenNotifying) Dismiss(ctx context.Context, in notifying.DismissInput) error {
	if err := o.Notifying.Dismiss(ctx, in); err != nil {
		return err
	}
	return o.Notifying.Dismiss(ctx, in)
}

func (o overtakenStoring) Write(ctx context.Context, in storing.WriteInput) (storing.WriteOutput, error) {
	if _, err := o.Storing.Discard(ctx, storing.DiscardInput{File: in.File}); err != nil {
		return storing.WriteOutput{}, err
	}
	return o.Storing.Write(ctx, in)
}

func (o overtakenStoring) Discard(ctx context.Context, in storing.DiscardInput) (storing.DiscardOutput, error) {
	if _, err := o.Storing.Discard(ctx, in); err != nil {
		return nil, err
	}
	return o.Storing.Discard(ctx, in)
}

// What a guard saw may be gone when the action looks.
func TestSomebodyElseWasFaster(t *testing.T) {
	d := drive.Start(t, &coverage, func(options ...runtime.Option) (*filesharing.App, error) {
		files := new(impl.Storing)
		concepts := impl.Concepts()
		concepts.AccessRequesting = overtakenAccessRequesting{new(impl.AccessRequesting), files}
		concepts.Foldering = overtakenFoldering{new(impl.Foldering)}
		concepts.Linking = overtakenLinking{new(impl.Linking), files}
		concepts.Notifying = overtakenNotifying{new(impl.Notifying)}
		concepts.Storing = overtakenStoring{files}
		return filesharing.New(concepts, options...)
	})
	d.Run(t, signIn+store+shareWithBen+`
		DELETE /notifications/notification-1?session=session-2
		→ 404 {"error":"there is no such notification"}

		POST /folders {"session":"session-1","name":"drafts"}
		→ 201 {"folder":"folder-1","name":"drafts"}
		PUT /folders/folder-1/files/file-1 {"session":"session-1"}
		→ 404 {"error":"there is no such folder"}
		POST /folders {"session":"session-1","name":"drafts"}
		→ 201 {"folder":"folder-2","name":"drafts"}
		DELETE /folders/folder-2?session=session-1
		→ 404 {"error":"there is no such folder"}

		# One file after another goes.
		PUT /files/file-1 {"session":"session-1","content":""}
		→ 404 {"error":"there is no such file"}
		POST /files {"session":"session-1","file":{"name":"b.txt","content":""}}
		→ 201 {"file":"file-2","name":"b.txt"}
		DELETE /files/file-2?session=session-1
		→ 404 {"error":"there is no such file","file":"file-2"}
		POST /files {"session":"session-1","file":{"name":"c.txt","content":""}}
		→ 201 {"file":"file-3","name":"c.txt"}
		POST /files/file-3/links {"session":"session-1","expires":"2026-03-02T00:00:00Z"}
		→ 201 {"link":"link-1","expires":"2026-03-02T00:00:00.000Z"}
		GET /links/link-1
		→ 404 {"error":"there is no such file"}
		POST /files {"session":"session-1","file":{"name":"d.txt","content":""}}
		→ 201 {"file":"file-4","name":"d.txt"}
		POST /files/file-4/accessRequests {"session":"session-3"}
		→ 201 {"accessRequest":"accessRequest-1"}
		POST /accessRequests/accessRequest-1/grant {"session":"session-1"}
		→ 404 {"error":"there is no such file"}
		POST /files {"session":"session-1","file":{"name":"e.txt","content":""}}
		→ 201 {"file":"file-5","name":"e.txt"}
		POST /files/file-5/accessRequests {"session":"session-3"}
		→ 201 {"accessRequest":"accessRequest-2"}
		POST /accessRequests/accessRequest-2/deny {"session":"session-1"}
		→ 404 {"error":"there is no such file"}
	`)
}
